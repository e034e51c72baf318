package agent_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	eventsv1 "k8s.io/api/events/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/ptr"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

const (
	yes     = metav1.ConditionTrue
	no      = metav1.ConditionFalse
	nobody  = metav1.ConditionUnknown
	running = subresources.UsageRunning
	stopped = subresources.UsageStopped
	gone    = subresources.UsageGone
)

func TestRunsAnAdmittedMachineUntilItsGuestSaysReady(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	got := map[string]string{}
	for _, c := range vm.Status.Conditions {
		got[c.Type] = string(c.Status) + " " + c.Reason
	}
	want := map[string]string{
		"Ready": "True GuestReady", "Placed": "True Bound", "Provisioned": "True Provisioned", "GuestReady": "True GuestReady",
		"SecurityCleared": "True Cleared", "ResidencyCompliant": "True Compliant", "QuotaReserved": "True Reserved",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("conditions (-want +got):\n%s", diff)
	}
	if vm.Status.PowerState != compute.PowerRunning || vm.Status.StartedAt == nil {
		t.Errorf("powerState = %s, startedAt = %v; want Running and a time", vm.Status.PowerState, vm.Status.StartedAt)
	}
	if diff := cmp.Diff([]string{"Provision", "Start"}, w.acts()); diff != "" {
		t.Errorf("acts (-want +got):\n%s", diff)
	}
	w.waitForUsage(vm, running)
}

// waitForUsage waits until the ledger has exactly these transitions of a machine.
func (w *world) waitForUsage(vm *compute.VirtualMachine, want ...subresources.UsageState) {
	w.t.Helper()
	controlplane.Eventually(w.t, "the ledger knows the machine's use", func() bool {
		return cmp.Equal(want, w.ledger.of(vm.UID))
	})
}

// TestTellsOfAMachineInEventsBesideIt: the agent has no right to the namespace.
func TestTellsOfAMachineInEventsBesideIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	controlplane.Eventually(t, "its readiness is told", func() bool {
		all := &eventsv1.EventList{}
		return w.Client.List(t.Context(), all, client.InNamespace(w.namespace)) == nil && slices.ContainsFunc(all.Items, func(e eventsv1.Event) bool {
			return e.Regarding.UID == vm.UID && e.Reason == compute.ReasonGuestReady && e.ReportingInstance == compute.HostUser(w.host)
		})
	})
}

func TestStartsNothingBeforeExactlyThisIsReserved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, compute.Resources{VCPU: 1, MemoryMiB: 96})
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonWaitingForGates)
	if acts := w.acts(); acts != nil {
		t.Errorf("acts = %v, want none", acts)
	}
}

func TestRefusesAMachineWhenItsDataCentreIsAbroad(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *compute.DataCentreSpec) { s.Country, s.Region = "DE", "" }).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionPlaced, no, compute.ReasonHostRejected)
	if acts := w.acts(); acts != nil {
		t.Errorf("acts = %v, want none", acts)
	}
}

func TestStartsAMachineWhenAnExceptionIsApproved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *compute.DataCentreSpec) { s.Registered = false }).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionPlaced, no, compute.ReasonHostRejected)
	const want = "(KZ-PD-36, edition digital-code-2026)"
	if got := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionPlaced).Message; !strings.HasSuffix(got, want) {
		t.Errorf("message %q does not end with %s", got, want)
	}
	w.except("KZ-PD-36")
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RestartedAt = ptr.To(metav1.Now()) })
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
}

func TestRefusesAMachineThatDoesNotFit(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(func(b *builders.VMBuilder) { b.RootDisk(500) }, compute.Resources{VCPU: 1, MemoryMiB: 96, DiskGiB: 500})
	w.waitFor(vm, compute.ConditionPlaced, no, compute.ReasonHostRejected)
	want := "host " + w.host + " has no room: the machine needs 500 GiB of disk, of which 100 of 100 are left; " +
		"delete machines there, or create this one again so that it is placed anew"
	if got := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionPlaced).Message; got != want {
		t.Errorf("message %q, want %q", got, want)
	}
}

func TestHaltsAndRestartsAMachineWhenAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunHalted })
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonHalted)
	controlplane.Eventually(t, "the machine is stopped", func() bool {
		return w.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm) == nil && vm.Status.PowerState == compute.PowerStopped
	})
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunRerunOnFailure })
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.waitForUsage(vm, running, stopped, running)
}

func TestRestartedAtRestartsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	asked := metav1.NewTime(vm.Status.StartedAt.Add(2 * time.Second))
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RestartedAt = &asked })
	controlplane.Eventually(t, "the machine has started again", func() bool {
		return w.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm) == nil && !vm.Status.StartedAt.Before(&asked)
	})
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	if diff := cmp.Diff([]string{"Provision", "Start", "Shutdown", "Provision", "Start"}, w.acts()); diff != "" {
		t.Errorf("acts (-want +got):\n%s", diff)
	}
}

func TestShowsACrashWhoseEventWasLostAndStartsAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.driver.LoseEvents(true)
	died := time.Now()
	if err := w.driver.Crash(vm.UID); err != nil {
		t.Fatal(err)
	}
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonCrashed)
	if vm.Status.PowerState != compute.PowerCrashed {
		t.Errorf("powerState = %s, want Crashed", vm.Status.PowerState)
	}
	if took := time.Since(died); took > 10*time.Second {
		t.Errorf("the crash showed after %s, want at most 10 s", took)
	}
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.waitForUsage(vm, running, stopped, running)
}

func TestDeletionWaitsForTheLedger(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.waitForUsage(vm, running)
	w.ledger.setDown(true)
	w.delete(vm)
	w.waitFor(vm, compute.ConditionProvisioned, no, compute.ReasonDomainGone)
	if o := w.driver.Observe(t.Context(), vm.UID); o.Presence != driver.Absent {
		t.Errorf("the domain is %s when the status says that it is gone", o.Presence)
	}
	w.ledger.setDown(false)
	controlplane.Eventually(t, "the machine is let go", func() bool {
		return apierrors.IsNotFound(w.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm))
	})
	w.waitForUsage(vm, running, gone)
}

func TestLeavesAMachineAloneWhileTheHypervisorIsSilent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	before := w.acts()
	w.driver.Hang("Observe", true)
	w.delete(vm)
	w.waitFor(vm, compute.ConditionProvisioned, nobody, compute.ReasonHostUnreachable)
	if vm.Status.PowerState != compute.PowerUnknown {
		t.Errorf("powerState = %s, want Unknown", vm.Status.PowerState)
	}
	if diff := cmp.Diff(before, w.acts()); diff != "" {
		t.Errorf("acts on a machine nobody can tell about (-before +after):\n%s", diff)
	}
	w.driver.Hang("Observe", false)
	controlplane.Eventually(t, "the machine is let go", func() bool {
		return apierrors.IsNotFound(w.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm))
	})
}

func TestNobodyTouchesAnIdentityThatIsClaimedTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	before := w.acts()
	w.driver.Twin(vm.UID)
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonConflict)
	w.delete(vm)
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonDeleting)
	if diff := cmp.Diff(before, w.acts()); diff != "" {
		t.Errorf("acts on twins (-before +after):\n%s", diff)
	}
}

func TestARestartedAgentFindsItsMachines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	started := vm.Status.StartedAt
	w.waitForUsage(vm, running)
	w.again()
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunRerunOnFailure })
	controlplane.Eventually(t, "the new agent has looked at the machine", func() bool {
		if w.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm) != nil {
			return false
		}
		c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionReady)
		return c.ObservedGeneration == vm.Generation && c.Status == yes
	})
	if acts := w.acts(); acts != nil {
		t.Errorf("acts of the new agent = %v, want none", acts)
	}
	if !vm.Status.StartedAt.Equal(started) {
		t.Errorf("startedAt moved from %s to %s", started, vm.Status.StartedAt)
	}
	w.waitForUsage(vm, running)
}

func TestRetriesWhatTheHypervisorFailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.driver.FailNext("Provision", &driver.Unreachable{URI: "test", Err: errBroken})
	w.driver.FailNext("Start", errBroken)
	w.run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.waitForUsage(vm, stopped, running)
}

func TestSaysThatAnImageIsInvalid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.driver.Break("Provision", &driver.Rejected{Reason: compute.ReasonImageInvalid, Message: "wrong digest"})
	w.run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonImageInvalid)
}

func TestALostAnswerIsHarmless(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, method := range []string{"Provision", "Start", "Shutdown", "Remove"} {
		w.driver.LoseAnswer(method, errBroken)
	}
	w.run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	if diff := cmp.Diff([]string{"Provision", "Provision", "Start"}, w.acts()); diff != "" {
		t.Errorf("acts (-want +got):\n%s", diff)
	}
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunHalted })
	controlplane.Eventually(t, "the machine is stopped", func() bool {
		return w.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm) == nil && vm.Status.PowerState == compute.PowerStopped
	})
	w.delete(vm)
	controlplane.Eventually(t, "the machine is let go", func() bool {
		return apierrors.IsNotFound(w.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm))
	})
	w.waitForUsage(vm, stopped, running, stopped, gone)
}
