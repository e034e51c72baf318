package placement

import (
	"slices"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// book is what placement knows of the cluster. Watches keep it up to date;
// decisions are made in it one at a time and written down at once, so that the
// next one counts them although no watch has shown them yet.
type book struct {
	mu       sync.Mutex
	snapshot *placement.Snapshot
	hosts    map[string]placement.Host
	sites    map[string]residency.Site
	// held names, for each machine that a hypervisor reports, the hosts that do.
	held map[types.UID][]string
	// reported is what each host reported last.
	reported map[string][]types.UID
	// assumed are the machines decided on whose binding no watch has shown yet.
	assumed map[types.UID]bool
	// waiting are the machines that look for a host in vain.
	waiting map[types.UID]types.NamespacedName
	// roll tells which hosts may hold machines that nobody knows of.
	roll roll
}

func newBook() *book {
	return &book{
		snapshot: placement.NewSnapshot(),
		hosts:    map[string]placement.Host{},
		sites:    map[string]residency.Site{},
		held:     map[types.UID][]string{},
		reported: map[string][]types.UID{},
		assumed:  map[types.UID]bool{},
		waiting:  map[types.UID]types.NamespacedName{},
		roll:     newRoll(),
	}
}

// question is a machine that looks for a host.
type question struct {
	vm    *compute.VirtualMachine
	wants compute.Resources
	law   law
}

// law is by what the sites for a machine are judged.
type law struct {
	// facts of the machine's system, without a site.
	facts rules.Facts
	// book is the rules in force, now the moment.
	book regulation.Book
	now  time.Time
}

// place decides where a machine goes and promises it the room. One that goes
// nowhere waits from this moment on: nothing that is seen later escapes it.
func (b *book) place(q question) placement.Decision {
	b.mu.Lock()
	defer b.mu.Unlock()
	d := placement.Decide(b.snapshot, b.request(q))
	if d.Host != "" {
		b.assume(q.vm, d.Host, q.wants)
	} else {
		b.remember(q.vm)
	}
	return d
}

func (b *book) request(q question) placement.Request {
	return placement.Request{
		Machine:    string(q.vm.UID),
		Needs:      placement.Resources(q.wants),
		Segment:    q.law.facts.System.Segment,
		DataCentre: q.vm.Spec.DataCentre,
		Group:      apart(q.vm),
		Scope:      scope(q.vm),
		Holder:     b.holder(q.vm.UID),
		Site: func(name string) placement.Reason {
			site, ok := b.sites[name]
			if !ok {
				return placement.DataCentreMissing
			}
			return judge(q.law, site)
		},
	}
}

func (b *book) holder(machine types.UID) string {
	if hosts := b.held[machine]; len(hosts) > 0 {
		return slices.Min(hosts)
	}
	return b.roll.lost[machine]
}

// assume writes down a decision whose binding is about to be written.
func (b *book) assume(vm *compute.VirtualMachine, host string, wants compute.Resources) {
	b.snapshot.Commit(placement.Promise{
		Machine: string(vm.UID), Host: host, Takes: placement.Resources(wants), Group: apart(vm),
	})
	b.assumed[vm.UID] = true
	b.resolve(vm.UID)
}

// retract takes back a decision that certainly was not written.
func (b *book) retract(machine types.UID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.assumed, machine)
	b.snapshot.Release(string(machine))
}

// doubtful reports whether a machine was decided on and nobody has seen the
// binding: it may or may not have been written.
func (b *book) doubtful(machine types.UID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.assumed[machine]
}

// holderOf is the host whose hypervisor reports a machine, or to which it was seen
// bound; empty if there is none.
func (b *book) holderOf(machine types.UID) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.holder(machine)
}
