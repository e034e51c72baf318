package journal

import (
	"fmt"
	"slices"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// Journal is a host's book of metered machines.
type Journal struct {
	mu   sync.Mutex
	file file
	book book
}

// Open reads the journal at path, or begins one named by newID. A damaged
// journal is set aside under another name and a new one begun: its numbers must
// not be used again. aside is that name, empty if there was no damage.
func Open(path string, newID func() types.UID) (j *Journal, aside string, err error) {
	f := file{path: path}
	b, aside, err := f.open()
	if err != nil {
		return nil, "", fmt.Errorf("opening the metering journal %q: %w", path, err)
	}
	j = &Journal{file: f, book: b}
	if b.head.Journal == "" {
		j.book.head.Journal = newID()
	}
	if err := j.rewrite(); err != nil {
		return nil, "", err
	}
	return j, aside, nil
}

// ID names the journal to the ledger.
func (j *Journal) ID() types.UID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.book.head.Journal
}

// Record enters that a machine is in a state with a vector from at on, and
// returns once that is on disk. What is known already is not entered again, and
// a machine's time never runs backwards.
func (j *Journal) Record(machine types.UID, state subresources.UsageState, r compute.Resources, at time.Time) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := subresources.UsageTransition{
		Sequence: j.book.head.Sequence + 1, Machine: machine, State: state,
		VCPU: r.VCPU, MemoryMiB: r.MemoryMiB, DiskGiB: r.DiskGiB, At: metav1.NewMicroTime(at.UTC()),
	}
	if last, ok := j.book.last[machine]; ok {
		if same(last, t) {
			return nil
		}
		if t.At.Before(&last.At) {
			t.At = last.At
		}
	}
	if err := j.file.append(entry{Transition: &t}); err != nil {
		return fmt.Errorf("recording machine %s as %s: %w", machine, state, err)
	}
	return j.book.add(t)
}

// same reports whether nothing metered has changed. A machine that is gone has
// no vector.
func same(a, b subresources.UsageTransition) bool {
	if a.State != b.State {
		return false
	}
	return a.State == subresources.UsageGone || (a.VCPU == b.VCPU && a.MemoryMiB == b.MemoryMiB && a.DiskGiB == b.DiskGiB)
}

// Pending is up to limit transitions that wait for the ledger, oldest first.
func (j *Journal) Pending(limit int) []subresources.UsageTransition {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.book.pending[:min(limit, len(j.book.pending))])
}

// Acknowledge drops everything up to a sequence, and returns the machines whose
// end is stored now.
func (j *Journal) Acknowledge(upTo int64) ([]types.UID, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if upTo <= j.book.head.Acknowledged {
		return nil, nil
	}
	settled := j.book.acknowledge(upTo)
	return settled, j.rewrite()
}

// Last is the newest transition of a machine.
func (j *Journal) Last(machine types.UID) (subresources.UsageTransition, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t, ok := j.book.last[machine]
	return t, ok
}

// Machines are all that the journal knows.
func (j *Journal) Machines() []types.UID {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := make([]types.UID, 0, len(j.book.last))
	for uid := range j.book.last {
		out = append(out, uid)
	}
	return out
}

// Settled reports whether the ledger has acknowledged that a machine is gone.
func (j *Journal) Settled(machine types.UID) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	t, ok := j.book.last[machine]
	return ok && t.State == subresources.UsageGone && t.Sequence <= j.book.head.Acknowledged
}

// Forget drops a settled machine.
func (j *Journal) Forget(machine types.UID) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, ok := j.book.last[machine]; !ok {
		return nil
	}
	if err := j.file.append(entry{Forgotten: machine}); err != nil {
		return fmt.Errorf("forgetting machine %s: %w", machine, err)
	}
	delete(j.book.last, machine)
	return nil
}

func (j *Journal) rewrite() error {
	raw, err := j.book.lines()
	if err == nil {
		err = j.file.replace(raw)
	}
	if err != nil {
		return fmt.Errorf("rewriting the metering journal %q: %w", j.file.path, err)
	}
	return nil
}
