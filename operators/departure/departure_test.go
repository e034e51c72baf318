package departure

import (
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/event"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

func TestOnlyBoundMachinesThatAreGoneAreToldOf(t *testing.T) {
	seeded := func(vm *compute.VirtualMachine) bool { return vm.Spec.UserData != nil }
	bound := builders.VM("web-1", "n").On("h1").UserData("seed").Obj()
	for name, tc := range map[string]struct {
		vm   *compute.VirtualMachine
		want bool
	}{
		"one that left its host":   {bound, true},
		"one that was never bound": {builders.VM("web-1", "n").UserData("seed").Obj(), false},
		"one that does not matter": {builders.VM("web-1", "n").On("h1").Obj(), false},
	} {
		if got := Of(seeded).Delete(event.DeleteEvent{Object: tc.vm}); got != tc.want {
			t.Errorf("%s is told of: %v, want %v", name, got, tc.want)
		}
	}
	if Of(seeded).Create(event.CreateEvent{Object: bound}) || Of(seeded).Update(event.UpdateEvent{ObjectNew: bound}) {
		t.Error("a machine that is there is told of")
	}
}
