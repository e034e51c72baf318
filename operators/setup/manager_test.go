package setup_test

import (
	"context"
	"os"
	"testing"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

// TestAnElectedReplicaWorks starts every operator as production does: elected,
// with the rights of ikp:operators alone.
func TestAnElectedReplicaWorks(t *testing.T) {
	cp := controlplane.New(t)
	o := setup.NewOptions()
	o.LeaderElect = true
	mgr, err := setup.NewManager(cp.ConfigAs(compute.UserOperators), o, clock.RealClock{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- mgr.Start(ctx) }()

	agency := builders.Agency("minfin", nil)
	if err := cp.Client.Create(t.Context(), agency); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the agency is ready", func() bool {
		return cp.Client.Get(t.Context(), client.ObjectKeyFromObject(agency), agency) == nil &&
			apimeta.IsStatusConditionTrue(agency.Status.Conditions, tenancy.ConditionReady)
	})
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopping the elected replica: %v", err)
	}
}
