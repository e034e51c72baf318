package placement

import (
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/uuid"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// roll is the roll call of hosts. What the API server says of bindings and
// listings may be older than what hypervisors hold: etcd may have been restored. A
// machine that this process has not seen come into being is therefore bound only
// when every host has listed its machines since the process began. Those that came
// later wait for nobody. The book's lock guards it.
type roll struct {
	// id is the call that hosts answer.
	id string
	// wanted says that a machine waits for the answers.
	wanted bool
	// silent are the hosts that have not answered.
	silent map[string]bool
	// born are the unbound machines that were seen to come into being.
	born map[types.UID]bool
	// lost names, for a machine whose binding was seen and is gone, its host.
	lost map[types.UID]string
}

func newRoll() roll {
	return roll{id: string(uuid.NewUUID()), silent: map[string]bool{}, born: map[types.UID]bool{}, lost: map[types.UID]string{}}
}

// hear takes in what a host has answered, and reports whether it was the last one.
// One that is being deleted need not answer: its operator gives it up.
func (r *roll) hear(h *compute.Host) bool {
	if h.Status.RollAnswer != r.id && h.DeletionTimestamp == nil {
		r.silent[h.Name] = true
		return false
	}
	return r.excuse(h.Name)
}

// excuse waits no longer for a host, and reports whether it was the last one.
func (r *roll) excuse(host string) bool {
	waited := r.silent[host]
	delete(r.silent, host)
	return waited && r.wanted && len(r.silent) == 0
}

// rewind begins another call: a binding that was seen is gone, so the API server
// has gone back in time, and older answers say nothing.
func (r *roll) rewind(machine types.UID, host string, hosts map[string]bool) {
	r.id = string(uuid.NewUUID())
	r.silent, r.born, r.wanted = hosts, map[types.UID]bool{}, false
	r.lost[machine] = host
}

// forget ends what is kept of a machine that is bound or gone.
func (r *roll) forget(machine types.UID) {
	delete(r.born, machine)
	delete(r.lost, machine)
}

// bear remembers a machine that came into being under this process's eyes.
func (b *book) bear(vm *compute.VirtualMachine) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if vm.Spec.Host == "" {
		b.roll.born[vm.UID] = true
	}
}

// unheard are the hosts that may hold a machine without anybody knowing; first
// says that nobody has asked for them before.
func (b *book) unheard(machine types.UID) (hosts []string, first bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.roll.born[machine] || b.holder(machine) != "" || len(b.roll.silent) == 0 {
		return nil, false
	}
	first = !b.roll.wanted
	b.roll.wanted = true
	for name := range b.roll.silent {
		hosts = append(hosts, name)
	}
	return hosts, first
}

// call is what a host is to be asked; empty when nobody wants to know.
func (b *book) call() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.roll.wanted {
		return ""
	}
	return b.roll.id
}
