package placement_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestPlacement(t *testing.T) {
	cp := controlplane.New(t)
	if err := cp.Client.Create(t.Context(), builders.MachineType("small", small.VCPU, small.MemoryMiB)); err != nil {
		t.Fatal(err)
	}
	operators := func(t *testing.T) (stop func()) {
		return setuptest.Run(t, cp, clocktesting.NewFakePassiveClock(noon), "placement", "hostaccess")
	}
	(&world{t: t, c: cp.Client}).play()
	t.Run("counts what was bound before a restart", func(t *testing.T) { countsAfterRestart(t, cp, operators) })
	operators(t)
	for name, test := range map[string]func(*testing.T, *controlplane.ControlPlane){
		"binds a machine once its gates are open, and hands its seed over":    bindsWhenAdmitted,
		"says why no host fits, and binds when room comes free":               waitsForRoom,
		"keeps a group apart, and reuses the room of a machine that is gone":  keepsApart,
		"binds a machine nowhere but where a hypervisor already holds it":     followsTheHolder,
		"lets go of a machine that is deleted before it has a host":           abandons,
		"keeps personal data out of a data centre abroad":                     staysInTheCountry,
		"judges by the rules in force, and again when they change":            followsTheRules,
		"waits for the user data that a machine names":                        waitsForUserData,
		"never promises more than there is, and sums up what it has promised": fillsUp,
	} {
		t.Run(name, func(t *testing.T) { test(t, cp) })
	}
}

func bindsWhenAdmitted(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "admitted")
	h := w.host("h1", 4)
	w.create(secret(w.namespace, "cloud-init", "user-data", "#cloud-config\n"))
	vm := w.machine("web-1", func(b *builders.VMBuilder) { b.UserData("cloud-init") })
	err := w.gate.Apply(t.Context(), vm, kit.Report{Conditions: []metav1.Condition{
		kit.False(compute.ConditionQuotaReserved, compute.ReasonNoQuota, "no quota"),
		kit.True(compute.ConditionSecurityCleared, compute.ReasonCleared, "cleared"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := w.awaitPlaced(vm, compute.ReasonWaitingForGates),
		"waits for ResidencyCompliant, QuotaReserved; these conditions say what is missing"; got != want {
		t.Errorf("message = %q, want %q", got, want)
	}
	w.awaitHost(w.admit(vm), h.Name)
	seed := secret("ikp-host-"+h.Name, "vm-"+string(vm.UID), "", "")
	// The copy follows the binding.
	controlplane.Eventually(t, "the seed is handed over", func() bool {
		return cp.Client.Get(t.Context(), client.ObjectKeyFromObject(seed), seed) == nil
	})
	if got := string(seed.Data["user-data"]); got != "#cloud-config\n" {
		t.Errorf("the seed in the host's namespace is %q, want the machine's user data", got)
	}
	w.destroy(vm)
	controlplane.Eventually(t, "the seed is taken back", func() bool {
		return apierrors.IsNotFound(cp.Client.Get(t.Context(), client.ObjectKeyFromObject(seed), &corev1.Secret{}))
	})
}

func waitsForRoom(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "room")
	h := w.host("h1", 1)
	first := w.admit(w.machine("web-1"))
	w.awaitHost(first, h.Name)
	second := w.admit(w.machine("web-2"))
	if message := w.awaitPlaced(second, compute.ReasonNoHostFits); !strings.Contains(message, "1 InsufficientVCPU") {
		t.Errorf("message %q does not count the host without room", message)
	}
	w.report(h.Name, 2)
	w.awaitHost(second, h.Name)
}

func keepsApart(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "apart")
	w.host("h1", 4)
	w.host("h2", 4)
	grouped := func(b *builders.VMBuilder) { b.Apart("db") }
	first, second := w.admit(w.machine("db-1", grouped)), w.admit(w.machine("db-2", grouped))
	controlplane.Eventually(t, "both are bound", func() bool {
		w.read(first)
		w.read(second)
		return first.Spec.Host != "" && second.Spec.Host != ""
	})
	if first.Spec.Host == second.Spec.Host {
		t.Errorf("both machines of the group are on %s", first.Spec.Host)
	}
	third := w.admit(w.machine("db-3", grouped))
	if message := w.awaitPlaced(third, compute.ReasonNoHostFits); !strings.Contains(message, "2 AntiAffinity") {
		t.Errorf("message %q does not count the hosts of the group", message)
	}
	freed := first.Spec.Host
	w.destroy(first)
	w.awaitHost(third, freed)
}

func followsTheHolder(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "held")
	w.host("empty", 8)
	full := w.host("full", 0)
	vm := w.machine("web-1")
	w.report(full.Name, 0, vm.UID)
	// Watches of two kinds are not ordered: wait until the report is taken in.
	controlplane.Eventually(t, "the report is summed up", func() bool {
		dc := builders.DataCentre(w.site, nil)
		w.read(dc)
		return dc.Status.Hosts == 2
	})
	w.awaitHost(w.admit(vm), full.Name)
}

func abandons(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "abandoned")
	vm := w.machine("web-1")
	if err := w.c.Delete(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the hypervisor's finalizer is off", func() bool {
		w.read(vm)
		return len(vm.Finalizers) == 1 && vm.Finalizers[0] == compute.FinalizerLedger
	})
}

func staysInTheCountry(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "abroad")
	dc := builders.DataCentre(w.site, nil)
	w.read(dc)
	before := dc.DeepCopy()
	dc.Spec.Country, dc.Spec.Region = "DE", ""
	if err := w.c.Patch(t.Context(), dc, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	h := w.host("h1", 4)
	vm := w.admit(w.machine("web-1"))
	if message := w.awaitPlaced(vm, compute.ReasonNoHostFits); !strings.Contains(message, "1 Residency") {
		t.Errorf("message %q does not count the host abroad", message)
	}
	before = dc.DeepCopy()
	dc.Spec.Country = "KZ"
	if err := w.c.Patch(t.Context(), dc, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	w.awaitHost(vm, h.Name)
}

func followsTheRules(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "lawbook")
	dc := builders.DataCentre(w.site, nil)
	w.read(dc)
	before := dc.DeepCopy()
	dc.Spec.Registered = false
	if err := w.c.Patch(t.Context(), dc, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	h := w.host("h1", 4)
	vm := w.admit(w.machine("web-1"))
	if message := w.awaitPlaced(vm, compute.ReasonNoHostFits); !strings.Contains(message, "1 Residency") {
		t.Errorf("message %q does not count the host that is not registered", message)
	}
	o := &governance.RuleOverride{ObjectMeta: metav1.ObjectMeta{Name: "lawbook"}, Spec: governance.RuleOverrideSpec{
		Rule: "KZ-PD-36", Enforcement: governance.EnforcementOff, Reason: "the register moves", Document: "Order 8"}}
	w.create(o)
	w.awaitHost(vm, h.Name)
	if err := w.c.Delete(t.Context(), o); err != nil {
		t.Fatal(err)
	}
}

func waitsForUserData(t *testing.T, cp *controlplane.ControlPlane) {
	w := newWorld(t, cp, "seedless")
	h := w.host("h1", 1)
	vm := w.admit(w.machine("web-1", func(b *builders.VMBuilder) { b.UserData("missing") }))
	if got, want := w.awaitPlaced(vm, compute.ReasonUserDataMissing),
		"secret missing has no key user-data; create it with the user data of the machine"; got != want {
		t.Errorf("message = %q, want %q", got, want)
	}
	// The room that was promised to it is free again.
	w.awaitHost(w.admit(w.machine("web-2")), h.Name)
}

func fillsUp(t *testing.T, cp *controlplane.ControlPlane) {
	const room, asking = 6, 20
	w := newWorld(t, cp, "burst")
	w.host("h1", room)
	w.host("h2", room)
	for i := range asking {
		w.admit(w.machine(fmt.Sprintf("web-%d", i)))
	}
	var list compute.VirtualMachineList
	controlplane.Eventually(t, "every machine is bound or told why not", func() bool {
		if err := cp.Client.List(t.Context(), &list, client.InNamespace(w.namespace)); err != nil {
			t.Fatal(err)
		}
		settled := 0
		for _, vm := range list.Items {
			if vm.Spec.Host != "" || len(vm.Status.Conditions) > 0 && vm.Status.Conditions[0].Reason == compute.ReasonNoHostFits {
				settled++
			}
		}
		return settled == asking
	})
	on := map[string]int{}
	for _, vm := range list.Items {
		on[vm.Spec.Host]++
	}
	if on["burst-h1"] != room || on["burst-h2"] != room {
		t.Errorf("machines per host: %v, want %d on each of two", on, room)
	}
	dc := builders.DataCentre(w.site, nil)
	want := compute.DataCentreStatus{
		Hosts:       2,
		Allocatable: compute.Resources{VCPU: 24, MemoryMiB: 24576, DiskGiB: 12},
		Allocated:   compute.Resources{VCPU: 24, MemoryMiB: 24576, DiskGiB: 12},
	}
	controlplane.Eventually(t, "the totals are right", func() bool {
		w.read(dc)
		return dc.Status.Hosts == want.Hosts && dc.Status.Allocatable == want.Allocatable && dc.Status.Allocated == want.Allocated
	})
}

func countsAfterRestart(t *testing.T, cp *controlplane.ControlPlane, operators func(*testing.T) func()) {
	stop := operators(t)
	w := newWorld(t, cp, "restart")
	h := w.host("h1", 2)
	w.awaitHost(w.admit(w.machine("web-1")), h.Name)
	stop()
	waiting := []*compute.VirtualMachine{w.admit(w.machine("web-2")), w.admit(w.machine("web-3"))}
	stop = operators(t)
	defer stop()
	controlplane.Eventually(t, "one finds the last room, the other is told", func() bool {
		bound, told := 0, 0
		for _, vm := range waiting {
			w.read(vm)
			if vm.Spec.Host == h.Name {
				bound++
			} else if vm.Status.Conditions[0].Reason == compute.ReasonNoHostFits {
				told++
			}
		}
		return bound == 1 && told == 1
	})
}
