package placement

import (
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// wait remembers a machine that looks for a host in vain.
func (b *book) wait(vm *compute.VirtualMachine) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.remember(vm)
}

func (b *book) remember(vm *compute.VirtualMachine) {
	b.waiting[vm.UID] = client.ObjectKeyFromObject(vm)
	waitingMachines.Set(float64(len(b.waiting)))
}

// resolve forgets a machine that waited.
func (b *book) resolve(machine types.UID) {
	delete(b.waiting, machine)
	waitingMachines.Set(float64(len(b.waiting)))
}

// waiters are the machines to be looked at again when room may have come free.
func (b *book) waiters() []types.NamespacedName {
	b.mu.Lock()
	defer b.mu.Unlock()
	keys := make([]types.NamespacedName, 0, len(b.waiting))
	for _, key := range b.waiting {
		keys = append(keys, key)
	}
	return keys
}

// waits reports whether a machine is known to look for a host in vain.
func (b *book) waits(machine types.UID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, waits := b.waiting[machine]
	return waits
}
