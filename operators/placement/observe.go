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
		// A watch lags behind a decision: an older version is no news.
		return !b.assumed[vm.UID] && b.snapshot.Release(string(vm.UID))
	}
	delete(b.assumed, vm.UID)
	b.resolve(vm.UID)
	before, had := b.snapshot.Promised(string(vm.UID))
	now := placement.Promise{
		Machine: string(vm.UID), Host: vm.Spec.Host, Takes: placement.Resources(takes(vm, t)), Group: apart(vm),
	}
	b.snapshot.Commit(now)
	return had && before != now
}

func (b *book) forgetMachine(machine types.UID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.free(machine)
}

func (b *book) free(machine types.UID) bool {
	delete(b.assumed, machine)
	b.resolve(machine)
	return b.snapshot.Release(string(machine))
}

func (b *book) observeHost(h *compute.Host) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := hostFacts(h)
	before, known := b.hosts[h.Name]
	moved := b.report(h.Name, h.Status.Machines)
	if known && before == now {
		return moved
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
	return b.report(name, nil)
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
