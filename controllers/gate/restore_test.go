package gate

import (
	"fmt"
	"slices"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// lists says, as its agent, which machines a host holds.
func (w world) lists(host string, machines ...types.UID) {
	w.t.Helper()
	var h compute.Host
	if err := w.cp.Client.Get(w.t.Context(), client.ObjectKey{Name: host}, &h); err != nil {
		w.t.Fatal(err)
	}
	status := kit.StatusWriter{
		Client: w.cp.As(compute.HostUser(host), compute.GroupHosts), Owner: "ikp-hypervisor",
		Clock: clocktesting.NewFakePassiveClock(now),
	}
	report := kit.Report{
		// A silent hypervisor: its last listing counts all the same.
		Conditions: []metav1.Condition{kit.False(compute.ConditionReady, compute.ReasonHostUnreachable, "silent")},
		Fields:     map[string]any{"machines": machines},
	}
	if err := status.Apply(w.t.Context(), &h, report); err != nil {
		w.t.Fatal(err)
	}
}

func TestAReleasedMachineWaitsAndIsReservedAnewOnceAHostHoldsIt(t *testing.T) {
	b := &book{}
	b.answer(fmt.Errorf("reserving: %w", ledger.ErrReleased))
	start(t, b)
	w := newWorld(t, "revived", tenancy.EnvironmentTest)
	w.create(builders.Host(w.agency, "astana-1", nil))
	vm := builders.VM("web-1", w.ns).On(w.agency).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionFalse, compute.ReasonReservationReleased)
	if vm.Status.Resources != nil {
		t.Errorf("reserved %+v, want nothing", vm.Status.Resources)
	}
	w.lists(w.agency, vm.UID)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
}

func TestAnUnboundMachineThatAHypervisorHoldsKeepsItsReservation(t *testing.T) {
	b := &book{}
	start(t, b)
	w := newWorld(t, "haunted", tenancy.EnvironmentTest)
	w.create(builders.Host(w.agency, "astana-1", nil))
	vm := builders.VM("web-1", w.ns).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
	w.lists(w.agency, vm.UID)
	controlplane.Eventually(t, "the gate has seen the listing", func() bool {
		w.touchSystem()
		return b.askedAnew()
	})
	if err := w.cp.Client.Delete(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	w.bind(vm, w.agency)
	if slices.Contains(b.releases(), string(vm.UID)) {
		t.Fatal("released while a hypervisor held the machine")
	}
	w.lists(w.agency)
	w.confirmsGone(vm, w.agency)
	controlplane.Eventually(t, "the reservation is released", func() bool { return slices.Contains(b.releases(), string(vm.UID)) })
}

// TestABindingChangesNothingThatTheGateSays: one write of the gate is all that a
// machine needs to become ready.
func TestABindingChangesNothingThatTheGateSays(t *testing.T) {
	b := &book{}
	start(t, b)
	w := newWorld(t, "terse", tenancy.EnvironmentTest)
	w.create(builders.Host(w.agency, "astana-1", nil))
	vm := builders.VM("web-1", w.ns).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
	w.bind(vm, w.agency)
	for range 2 {
		asked := b.questions()
		w.touchSystem()
		controlplane.Eventually(t, "the gate looks at the bound machine", func() bool { return b.questions() > asked })
	}
	before := vm.ResourceVersion
	if w.gone(vm); vm.ResourceVersion != before {
		t.Errorf("resourceVersion %s after the binding's %s: the gate wrote again: %+v", vm.ResourceVersion, before, vm.Status.Conditions)
	}
}

// bind binds a machine as placement does.
func (w world) bind(vm *compute.VirtualMachine, host string) {
	w.t.Helper()
	before := vm.DeepCopy()
	vm.Spec.Host = host
	if err := w.cp.As(compute.UserOperators).Patch(w.t.Context(), vm, client.MergeFrom(before)); err != nil {
		w.t.Fatal(err)
	}
}

// confirmsGone says for a host, as ikp-apiserver does, that a machine is gone.
func (w world) confirmsGone(vm *compute.VirtualMachine, host string) {
	w.t.Helper()
	status := kit.StatusWriter{
		Client: w.cp.As(compute.UserAPIServer), Owner: client.FieldOwner(compute.HostUser(host)),
		Clock: clocktesting.NewFakePassiveClock(now),
	}
	report := kit.Report{Conditions: []metav1.Condition{kit.False(compute.ConditionProvisioned, compute.ReasonDomainGone, "gone")}}
	if err := status.Apply(w.t.Context(), vm, report); err != nil {
		w.t.Fatal(err)
	}
}

// touchSystem changes the machines' system in a way that means nothing to a gate.
func (w world) touchSystem() {
	w.t.Helper()
	var s tenancy.InformationSystem
	if err := w.cp.Client.Get(w.t.Context(), client.ObjectKey{Namespace: tenancy.AgencyNamespace(w.agency), Name: "treasury"}, &s); err != nil {
		w.t.Fatal(err)
	}
	s.Spec.Purpose += "."
	if err := w.cp.Client.Update(w.t.Context(), &s); err != nil {
		w.t.Fatal(err)
	}
}
