package placement

import (
	"slices"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/facts"
)

// The observe methods take in what a watch shows, and report whether a machine
// that waits may find a host now.

func (b *book) observeMachine(vm *compute.VirtualMachine, t *compute.MachineTypeSpec) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if gone(vm) {
		return b.free(vm.UID)
	}
	if vm.Spec.Host == "" {
		return b.observeUnbound(vm)
	}
	delete(b.assumed, vm.UID)
	b.resolve(vm.UID)
	b.roll.forget(vm.UID)
	before, had := b.snapshot.Promised(string(vm.UID))
	now := placement.Promise{
		Machine: string(vm.UID), Host: vm.Spec.Host, Takes: placement.Resources(takes(vm, t)), Group: apart(vm),
	}
	b.snapshot.Commit(now)
	return had && before != now
}

// observeUnbound takes in a machine without a binding. A binding is never taken
// back: one that was seen and is gone was lost with a restore, and the machine goes
// nowhere but to its host.
func (b *book) observeUnbound(vm *compute.VirtualMachine) bool {
	p, had := b.snapshot.Promised(string(vm.UID))
	// A watch lags behind a decision: an older version is no news.
	if !had || b.assumed[vm.UID] {
		return false
	}
	hosts := map[string]bool{}
	for name := range b.hosts {
		hosts[name] = true
	}
	b.roll.rewind(vm.UID, p.Host, hosts)
	return b.snapshot.Release(string(vm.UID))
}

func (b *book) forgetMachine(machine types.UID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.free(machine)
}

func (b *book) free(machine types.UID) bool {
	delete(b.assumed, machine)
	b.resolve(machine)
	b.roll.forget(machine)
	return b.snapshot.Release(string(machine))
}

func (b *book) observeHost(h *compute.Host) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := hostFacts(h)
	before, known := b.hosts[h.Name]
	moved := b.report(h.Name, h.Status.Machines)
	heard := b.roll.hear(h)
	if known && before == now {
		return moved || heard
	}
	b.hosts[h.Name] = now
	b.snapshot.SetHost(now)
	return true
}

func (b *book) forgetHost(name string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.hosts, name)
	b.snapshot.RemoveHost(name)
	moved := b.report(name, nil)
	return b.roll.excuse(name) || moved
}

// report takes in which machines a host's hypervisor holds, and reports whether
// one of them waits: to the others it means nothing.
func (b *book) report(host string, machines []types.UID) bool {
	before := b.reported[host]
	if slices.Equal(before, machines) {
		return false
	}
	concerns := false
	for _, m := range slices.Concat(before, machines) {
		_, waits := b.waiting[m]
		concerns = concerns || waits
	}
	for _, m := range before {
		b.held[m] = slices.DeleteFunc(b.held[m], func(h string) bool { return h == host })
		if len(b.held[m]) == 0 {
			delete(b.held, m)
		}
	}
	for _, m := range machines {
		b.held[m] = append(b.held[m], host)
	}
	b.reported[host] = machines
	if len(machines) == 0 {
		delete(b.reported, host)
	}
	return concerns
}

func (b *book) observeSite(dc *compute.DataCentre) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	seen := facts.Site(dc)
	if before, known := b.sites[dc.Name]; known && equality.Semantic.DeepEqual(before, seen) {
		return false
	}
	b.sites[dc.Name] = seen
	return true
}

func (b *book) forgetSite(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.sites, name)
}
