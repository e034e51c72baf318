package isolation

import (
	"math/rand/v2"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/types"
)

// agenda knows when each environment is probed next and which are being probed.
// It is lost with the process: then what was proven is proven again some time
// within the period, and everything else at once.
type agenda struct {
	mu      sync.Mutex
	entries map[types.NamespacedName]*entry
	running map[types.NamespacedName]bool
}

type entry struct {
	next     time.Time
	policies string
}

func newAgenda() *agenda {
	return &agenda{entries: map[types.NamespacedName]*entry{}, running: map[types.NamespacedName]bool{}}
}

// next is when an environment is due. One that is seen for the first time is due
// now, or if it was judged before, at a random moment of the period; one whose
// policies have changed since is due now.
func (a *agenda) next(env types.NamespacedName, judged bool, policies string, now time.Time) time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	e := a.entries[env]
	switch {
	case e == nil && judged:
		e = &entry{next: now.Add(rand.N(period))}
	case e == nil || e.policies != policies:
		e = &entry{next: now}
	}
	e.policies = policies
	a.entries[env] = e
	return e.next
}

// finish ends a probe and says when the next one is due.
func (a *agenda) finish(env types.NamespacedName, next time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.running, env)
	if e := a.entries[env]; e != nil {
		e.next = next
	}
}

// begin takes one of the places for probes at one time, unless all are taken. An
// environment that has one keeps it.
func (a *agenda) begin(env types.NamespacedName) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.running[env] && len(a.running) >= atOnce {
		return false
	}
	a.running[env] = true
	return true
}

// forget drops an environment that is gone.
func (a *agenda) forget(env types.NamespacedName) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.running, env)
	delete(a.entries, env)
}
