package driver

import (
	"context"
	"sync"

	"k8s.io/apimachinery/pkg/types"
)

// Dirty is the set of machines that must be looked at. Marking never blocks and
// never loses a mark: a hypervisor's callback may do nothing slower.
type Dirty struct {
	mu     sync.Mutex
	uids   map[types.UID]struct{}
	all    bool
	signal chan struct{}
}

// NewDirty is an empty set.
func NewDirty() *Dirty {
	return &Dirty{uids: map[types.UID]struct{}{}, signal: make(chan struct{}, 1)}
}

// Mark asks for a look at one machine.
func (d *Dirty) Mark(uid types.UID) {
	d.mu.Lock()
	d.uids[uid] = struct{}{}
	d.mu.Unlock()
	d.wake()
}

// MarkAll asks for a look at every machine: events may have been lost.
func (d *Dirty) MarkAll() {
	d.mu.Lock()
	d.all = true
	d.mu.Unlock()
	d.wake()
}

func (d *Dirty) wake() {
	select {
	case d.signal <- struct{}{}:
	default:
	}
}

// Take waits for marks and empties the set. With all set, everything is meant.
// It fails only when ctx ends.
func (d *Dirty) Take(ctx context.Context) (uids []types.UID, all bool, err error) {
	select {
	case <-ctx.Done():
		return nil, false, ctx.Err()
	case <-d.signal:
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for uid := range d.uids {
		uids = append(uids, uid)
	}
	all = d.all
	clear(d.uids)
	d.all = false
	return uids, all, nil
}
