package agent_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var errBroken = errors.New("broken pipe")

// waitForHost waits until the host's Ready has a reason.
func (w *world) waitForHost(reason string) *compute.Host {
	w.t.Helper()
	host := &compute.Host{}
	controlplane.Eventually(w.t, "the host is "+reason, func() bool {
		if w.Client.Get(w.t.Context(), client.ObjectKey{Name: w.host}, host) != nil {
			return false
		}
		c := apimeta.FindStatusCondition(host.Status.Conditions, compute.ConditionReady)
		return c != nil && c.Reason == reason
	})
	return host
}

func TestAHostReportsWhatItHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.driver.AddForeign(2)
	w.run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	want := compute.HostStatus{
		Hypervisor:    "fixture: no machine really runs",
		Capacity:      compute.Resources{VCPU: 2, MemoryMiB: 4096, DiskGiB: 100},
		Allocatable:   compute.Resources{VCPU: 8, MemoryMiB: 4096, DiskGiB: 100},
		Machines:      []types.UID{vm.UID},
		AgentEndpoint: "127.0.0.1:10260", ForeignDomains: 2,
	}
	controlplane.Eventually(t, "the host reports its machine", func() bool {
		return len(w.waitForHost(compute.ReasonReporting).Status.Machines) == 1
	})
	got := w.waitForHost(compute.ReasonReporting).Status
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(compute.HostStatus{}, "Conditions")); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
	w.driver.Break("List", errBroken)
	if got := w.waitForHost(compute.ReasonHostUnreachable).Status.Machines; len(got) != 1 {
		t.Errorf("a silent hypervisor's host reports machines %v, want the last known one", got)
	}
	w.driver.Break("List", nil)
	w.waitForHost(compute.ReasonReporting)
}

func TestAHostNoLongerReportsItsLastMachine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	controlplane.Eventually(t, "the host reports its machine", func() bool {
		return len(w.waitForHost(compute.ReasonReporting).Status.Machines) == 1
	})
	w.delete(vm)
	controlplane.Eventually(t, "the host reports no machine", func() bool {
		return len(w.waitForHost(compute.ReasonReporting).Status.Machines) == 0
	})
}

func TestAnAgentMayNothingOfAnotherHost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	vm := w.machine(nil, small)
	other := w.As(compute.HostUser("other"), compute.GroupHosts)
	before := vm.DeepCopy()
	vm.Finalizers = nil
	if err := other.Patch(t.Context(), vm, client.MergeFrom(before)); !apierrors.IsForbidden(err) {
		t.Errorf("another host takes the finalizers off: %v", err)
	}
	before = before.DeepCopy()
	vm = before.DeepCopy()
	vm.Status.PowerState = compute.PowerAbsent
	if err := other.Status().Patch(t.Context(), vm, client.MergeFrom(before)); !apierrors.IsForbidden(err) {
		t.Errorf("another host writes the status: %v", err)
	}
	secret := w.userData(before, "#cloud-config")
	w.create(secret)
	if err := other.Get(t.Context(), client.ObjectKeyFromObject(secret), secret); !apierrors.IsForbidden(err) {
		t.Errorf("another host reads the guest's secret: %v", err)
	}
}

func TestHandsTheGuestItsUserData(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(func(b *builders.VMBuilder) { b.UserData("mine") }, small)
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonProvisioning)
	w.create(w.userData(vm, "#cloud-config"))
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
}
