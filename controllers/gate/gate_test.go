package gate

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// start runs the gate as ikp-controllers, with the rights that its role gives.
func start(t *testing.T, b *book) {
	t.Helper()
	cp := controlplane.New(t)
	unnamed := true
	mgr, err := ctrl.NewManager(cp.ConfigAs(compute.UserControllers), ctrl.Options{
		Scheme:     cp.Client.Scheme(),
		Metrics:    metricsserver.Options{BindAddress: "0"},
		Controller: config.Controller{SkipNameValidation: &unnamed},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Setup(mgr, b, clocktesting.NewFakePassiveClock(now)); err != nil {
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

// worlds counts, so that a test can be repeated on one control plane.
var worlds atomic.Int32

// world is an agency of the test's own with one system, one workload namespace
// and the catalogue.
type world struct {
	t      *testing.T
	cp     *controlplane.ControlPlane
	agency string
	ns     string
}

func newWorld(t *testing.T, name string, kind tenancy.EnvironmentType) world {
	t.Helper()
	agency := fmt.Sprintf("%s-%d", name, worlds.Add(1))
	w := world{t: t, cp: controlplane.New(t), agency: agency}
	w.create(&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: tenancy.AgencyNamespace(agency),
		Labels: map[string]string{tenancy.LabelAgency: agency}}})
	w.ns = w.cp.Namespace(t, builders.WorkloadLabels(agency, "treasury", "main", kind))
	w.create(builders.System("treasury", agency, nil))
	w.ensure(builders.MachineType("small", 2, 2048))
	w.ensure(builders.Image("guest", nil))
	w.ensure(builders.DataCentre("astana-1", nil))
	return w
}

func (w world) create(obj client.Object) {
	w.t.Helper()
	if err := w.cp.Client.Create(w.t.Context(), obj); err != nil {
		w.t.Fatal(err)
	}
}

// ensure creates what several tests share.
func (w world) ensure(obj client.Object) {
	w.t.Helper()
	if err := w.cp.Client.Create(w.t.Context(), obj); err != nil && !apierrors.IsAlreadyExists(err) {
		w.t.Fatal(err)
	}
}

// reaches waits until a condition of a machine has a status and reason.
func (w world) reaches(vm *compute.VirtualMachine, kind string, status metav1.ConditionStatus, reason string) {
	w.t.Helper()
	var c *metav1.Condition
	defer func() {
		if w.t.Failed() {
			w.t.Logf("last seen: %+v", c)
		}
	}()
	controlplane.Eventually(w.t, kind+" is "+string(status)+" "+reason, func() bool {
		if err := w.cp.Client.Get(w.t.Context(), client.ObjectKeyFromObject(vm), vm); err != nil {
			w.t.Fatal(err)
		}
		c = apimeta.FindStatusCondition(vm.Status.Conditions, kind)
		return c != nil && c.Status == status && c.Reason == reason
	})
}

func (w world) gone(vm *compute.VirtualMachine) bool {
	return apierrors.IsNotFound(w.cp.Client.Get(w.t.Context(), client.ObjectKeyFromObject(vm), vm))
}

func TestAMachineOfALawfulSystemIsAdmitted(t *testing.T) {
	b := &book{}
	start(t, b)
	w := newWorld(t, "lawful", tenancy.EnvironmentTest)
	vm := builders.VM("web-1", w.ns).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
	if want := (compute.Resources{VCPU: 2, MemoryMiB: 2048, DiskGiB: 1}); !vm.AdmittedFor(want) {
		t.Errorf("the machine is not admitted for %+v: %+v", want, vm.Status)
	}
}

func TestAClearanceOpensAProductionMachine(t *testing.T) {
	b := &book{}
	start(t, b)
	w := newWorld(t, "cleared", tenancy.EnvironmentProduction)
	vm := builders.VM("web-1", w.ns).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionSecurityCleared, metav1.ConditionFalse, compute.ReasonClearanceMissing)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionUnknown, compute.ReasonWaitingForGates)
	if err := w.cp.As("saule", "ikp:security-service").Create(t.Context(), builders.Clearance("p-1", w.agency, "treasury", nil)); err != nil {
		t.Fatal(err)
	}
	w.reaches(vm, compute.ConditionSecurityCleared, metav1.ConditionTrue, compute.ReasonCleared)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
}

func TestARaisedQuotaWakesAMachineThatWaits(t *testing.T) {
	b := &book{}
	b.answer(&ledger.Refusal{Reason: compute.ReasonQuotaExceeded, Message: "needs 2 vCPU, agency waiting has 1 of 1 left"})
	start(t, b)
	w := newWorld(t, "waiting", tenancy.EnvironmentTest)
	quota := builders.Quota("all", w.agency, finance.Amount{VCPU: 1})
	w.create(quota)
	vm := builders.VM("web-1", w.ns).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionFalse, compute.ReasonQuotaExceeded)
	b.answer(nil)
	recordQuota(t, quota)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
}

// recordQuota says that the ledger has taken a quota over.
func recordQuota(t *testing.T, q *finance.Quota) {
	t.Helper()
	cp := controlplane.New(t)
	w := kit.StatusWriter{Client: cp.Client, Owner: "test-ledger", Clock: clocktesting.NewFakePassiveClock(now)}
	report := kit.Report{Conditions: []metav1.Condition{kit.True(finance.ConditionReady, finance.ReasonRecorded, "recorded")}}
	if err := w.Apply(t.Context(), q, report); err != nil {
		t.Fatal(err)
	}
}

func TestASiteThatBecomesUnlawfulIsReported(t *testing.T) {
	b := &book{}
	start(t, b)
	w := newWorld(t, "audited", tenancy.EnvironmentTest)
	dc := builders.DataCentre(w.agency, nil)
	w.create(dc)
	w.create(builders.Host(w.agency, dc.Name, nil))
	vm := builders.VM("web-1", w.ns).On(w.agency).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
	dc.Spec.Registered = false
	if err := w.cp.Client.Update(t.Context(), dc); err != nil {
		t.Fatal(err)
	}
	w.reaches(vm, compute.ConditionResidencyCompliant, metav1.ConditionFalse, compute.ReasonResidencyViolated)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
}

func TestDeletionReleasesOnceTheDomainIsGone(t *testing.T) {
	b := &book{}
	start(t, b)
	w := newWorld(t, "released", tenancy.EnvironmentTest)
	vm := builders.VM("web-1", w.ns).On("released-h1").Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionSecurityCleared, metav1.ConditionTrue, compute.ReasonNotRequired)
	if err := w.cp.Client.Delete(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	w.confirmsGone(vm, "released-h1")
	controlplane.Eventually(t, "the reservation is released", func() bool { return slices.Contains(b.releases(), string(vm.UID)) })
	controlplane.Eventually(t, "only the agent's finalizer is left", func() bool {
		return !w.gone(vm) && slices.Equal(vm.Finalizers, []string{compute.FinalizerHypervisor})
	})
}

func TestDeletionOfAMachineThatWasNeverBoundReleasesAtOnce(t *testing.T) {
	b := &book{}
	start(t, b)
	w := newWorld(t, "unbound", tenancy.EnvironmentTest)
	vm := builders.VM("web-1", w.ns).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
	if err := w.cp.Client.Delete(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the ledger's finalizer is off", func() bool {
		return !w.gone(vm) && slices.Equal(vm.Finalizers, []string{compute.FinalizerHypervisor})
	})
	if !slices.Contains(b.releases(), string(vm.UID)) {
		t.Errorf("released %v, want %s", b.releases(), vm.UID)
	}
}
