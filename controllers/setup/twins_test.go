package setup

import (
	"context"
	"fmt"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// TestTwoControllersNeverOvershoot: somebody has started two without leader
// election, on one ledger.
func TestTwoControllersNeverOvershoot(t *testing.T) {
	const asking, room = 24, 8
	cp := controlplane.New(t)
	dsn := ledgertest.SQLite(t)
	for range 2 {
		run(t, cp, ledgertest.Open(t, dsn))
	}
	ns := furnish(t, cp, room)
	for i := range asking {
		create(t, cp, builders.VM(fmt.Sprintf("web-%d", i), ns).OfType("twin").From("twin").Obj())
	}
	admitted := 0
	controlplane.Eventually(t, "every machine is told whether it is reserved", func() bool {
		var list compute.VirtualMachineList
		if err := cp.Client.List(t.Context(), &list, client.InNamespace(ns)); err != nil {
			t.Fatal(err)
		}
		told := 0
		admitted = 0
		for _, vm := range list.Items {
			c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionQuotaReserved)
			switch {
			case c.Status == metav1.ConditionTrue:
				admitted++
				told++
			case c.Reason == compute.ReasonQuotaExceeded:
				told++
			}
		}
		return told == asking
	})
	use, err := ledgertest.Open(t, dsn).QuotaUse(t.Context(), ledger.Owner{Agency: "twins"})
	if err != nil || use.Used.VCPU != room || admitted != room {
		t.Errorf("%d machines are admitted, the ledger has %+v reserved (error %v), want %d of one vCPU", admitted, use.Used, err, room)
	}
}

// run runs every controller until the test ends.
func run(t *testing.T, cp *controlplane.ControlPlane, l *ledger.Ledger) {
	t.Helper()
	mgr, err := NewManager(cp.ConfigAs(compute.UserControllers), NewOptions(), l, clock.RealClock{})
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
}

// furnish makes an agency that may reserve so many vCPUs, and waits until the
// ledger knows.
func furnish(t *testing.T, cp *controlplane.ControlPlane, vcpu int64) string {
	t.Helper()
	quota := builders.Quota("twins", "twins", finance.Amount{VCPU: vcpu, MemoryMiB: 1 << 20, DiskGiB: 1 << 20, Machines: 1 << 10})
	budget := builders.Budget("twins", "twins", int32(time.Now().Year()), "100000000000")
	create(t, cp,
		builders.Namespace(tenancy.AgencyNamespace("twins"), map[string]string{tenancy.LabelAgency: "twins"}),
		builders.System("tax", "twins", nil),
		builders.MachineType("twin", 1, 64), builders.Image("twin", nil), builders.DataCentre("twins-1", nil),
		builders.Tariff("twins", func(s *finance.TariffSpec) { s.ValidFrom = "2024-01-02" }), quota, budget,
	)
	controlplane.Eventually(t, "quota and budget are recorded", func() bool {
		for o, conditions := range map[client.Object]*[]metav1.Condition{quota: &quota.Status.Conditions, budget: &budget.Status.Conditions} {
			if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(o), o); err != nil {
				t.Fatal(err)
			}
			if !apimeta.IsStatusConditionTrue(*conditions, finance.ConditionReady) {
				return false
			}
		}
		return true
	})
	return cp.Namespace(t, builders.WorkloadLabels("twins", "tax", "dev", tenancy.EnvironmentDev))
}

func create(t *testing.T, cp *controlplane.ControlPlane, objects ...client.Object) {
	t.Helper()
	for _, o := range objects {
		if err := cp.Client.Create(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
}
