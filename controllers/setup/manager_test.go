package setup

import (
	"context"
	"os"
	"testing"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

// TestAllControllersWorkWithTheRightsOfTheirRole: elected, they publish a tariff
// and judge a data centre.
func TestAllControllersWorkWithTheRightsOfTheirRole(t *testing.T) {
	cp := controlplane.New(t)
	o := NewOptions()
	o.LeaderElect = true
	mgr, err := NewManager(cp.ConfigAs(compute.UserControllers), o, ledgertest.Open(t, ledgertest.SQLite(t)), clock.RealClock{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- mgr.Start(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	tariff, dc := builders.Tariff("all", nil), builders.DataCentre("astana-1", nil)
	for _, object := range []client.Object{tariff, dc} {
		if err := cp.Client.Create(t.Context(), object); err != nil {
			t.Fatal(err)
		}
	}
	controlplane.Eventually(t, "the tariff is recorded and the data centre judged", func() bool {
		for _, object := range []client.Object{tariff, dc} {
			if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(object), object); err != nil {
				t.Fatal(err)
			}
		}
		return apimeta.IsStatusConditionTrue(tariff.Status.Conditions, finance.ConditionReady) &&
			apimeta.IsStatusConditionTrue(dc.Status.Conditions, compute.ConditionPersonalDataAllowed)
	})
}
