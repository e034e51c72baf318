package agent_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// bridge gives every machine the same interface.
type bridge struct{}

func (bridge) NIC(driver.Machine, string, []string) (*driver.NIC, error) {
	return &driver.NIC{Bridge: "ikp0", MAC: "52:54:00:00:00:01", Address: "10.0.0.5/24"}, nil
}

func (bridge) Release(types.UID) {}

// stock remembers the last inventory.
type stock struct {
	mu   sync.Mutex
	last *subresources.ResidencyInventory
}

func (s *stock) Post(_ context.Context, i *subresources.ResidencyInventory) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = i
	return nil
}

func (s *stock) holds(resource string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last != nil && slices.ContainsFunc(s.last.Lots, func(l subresources.HeldLot) bool { return l.Resource == resource })
}

func TestAQuarantinedMachineIsOffTheNetworkAndRunsOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.network = bridge{}
	w.run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.waitForCable(vm, driver.Plugged)
	w.quarantine(vm, yes)
	w.waitForCable(vm, driver.Unplugged)
	if err := w.driver.Crash(vm.UID); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the machine is started again", func() bool {
		o := w.driver.Observe(t.Context(), vm.UID)
		if o.Cable == driver.Plugged {
			t.Error("a quarantined machine started with its cable in")
		}
		return o.State == driver.Running
	})
	w.quarantine(vm, no)
	w.waitForCable(vm, driver.Plugged)
}

// quarantine says what the audit says.
func (w *world) quarantine(vm *compute.VirtualMachine, s metav1.ConditionStatus) {
	w.t.Helper()
	if err := w.Client.Get(w.t.Context(), client.ObjectKeyFromObject(vm), vm); err != nil {
		w.t.Fatal(err)
	}
	before := vm.DeepCopy()
	apimeta.SetStatusCondition(&vm.Status.Conditions, metav1.Condition{
		Type: compute.ConditionNetworkQuarantined, Status: s, Reason: compute.ReasonDriftFound, Message: "a copy lies abroad",
	})
	if err := w.Client.Status().Patch(w.t.Context(), vm, client.MergeFrom(before)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) waitForCable(vm *compute.VirtualMachine, c driver.Cable) {
	w.t.Helper()
	controlplane.Eventually(w.t, "the cable is "+string(c), func() bool { return w.driver.Observe(w.t.Context(), vm.UID).Cable == c })
}

func TestAHostSaysWhatItHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	s := &stock{}
	w.stock = s
	w.driver.Lay(driver.Holding{Kind: whereabouts.Disk, Resource: "disks/copied/root.qcow2", Machine: "u-9"})
	w.run()
	vm := w.machine(nil, small)
	for _, resource := range []string{"disks/copied/root.qcow2", "disks/" + string(vm.UID) + "/root.qcow2"} {
		controlplane.Eventually(t, resource+" is reported", func() bool { return s.holds(resource) })
	}
}
