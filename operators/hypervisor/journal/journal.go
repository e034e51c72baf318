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

const (
	// KeepFor is how long transitions are kept after the ledger has acknowledged
	// them: a ledger that is restored from a backup not older than this loses nothing.
	KeepFor = 35 * 24 * time.Hour
	// keepAtLeast are kept however old they seem: a clock can be wrong by years.
	keepAtLeast = 1_000
	// keepAtMost bounds the file at some 25 MB, whatever happens on the host.
	keepAtMost = 100_000
	// slack is how many lines may be appended before the file is written anew, plus
	// as many as it had then.
	slack = 1_000
)

// Journal is a host's book of metered machines.
type Journal struct {
	mu    sync.Mutex
	file  file
	book  book
	newID func() types.UID
	// appended are the lines since the file was last written anew, written those
	// that it had then.
	appended, written int
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
	j = &Journal{file: f, book: b, newID: newID}
	if b.head.Journal == "" {
		j.book.head = head{Journal: newID(), Oldest: 1}
	}
	if err := j.rewrite(); err != nil {
		return nil, "", err
	}
	return j, aside, nil
}

// Record enters that a machine is in a state with a vector from at on, and
// returns once that is on disk. What is known already is not entered again. The
// moment is what the host's clock says, even when it was set back since: the
// ledger sees to it that no time counts twice, and says what does not fit.
func (j *Journal) Record(machine types.UID, state subresources.UsageState, r compute.Resources, at time.Time) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := subresources.UsageTransition{
		Sequence: j.book.head.Sequence + 1, Machine: machine, State: state,
		VCPU: r.VCPU, MemoryMiB: r.MemoryMiB, DiskGiB: r.DiskGiB, At: metav1.NewMicroTime(at.UTC()),
	}
	if last, ok := j.book.last[machine]; ok && same(last, t) {
		return nil
	}
	if err := j.append(entry{Transition: &t}); err != nil {
		return fmt.Errorf("recording machine %s as %s: %w", machine, state, err)
	}
	return j.book.add(t)
}

func (j *Journal) append(e entry) error {
	j.appended++
	return j.file.append(e)
}

// same reports whether nothing metered has changed. A machine that is gone has
// no vector.
func same(a, b subresources.UsageTransition) bool {
	if a.State != b.State {
		return false
	}
	return a.State == subresources.UsageGone || (a.VCPU == b.VCPU && a.MemoryMiB == b.MemoryMiB && a.DiskGiB == b.DiskGiB)
}

// Batch is up to limit transitions that wait for the ledger, oldest first; nil if
// none waits.
func (j *Journal) Batch(limit int) *subresources.UsageBatch {
	j.mu.Lock()
	defer j.mu.Unlock()
	waiting := j.book.pending()
	if len(waiting) == 0 {
		return nil
	}
	return &subresources.UsageBatch{
		Journal: j.book.head.Journal, Oldest: j.book.head.Oldest, Acknowledged: j.book.head.Acknowledged,
		Transitions: slices.Clone(waiting[:min(limit, len(waiting))]),
	}
}

// Repeat is the newest transition once more, when none waits: the ledger's answer
// tells whether it still has what it acknowledged. nil if there never was one.
func (j *Journal) Repeat() *subresources.UsageBatch {
	j.mu.Lock()
	defer j.mu.Unlock()
	b := &j.book
	if len(b.kept) == 0 {
		return nil
	}
	return &subresources.UsageBatch{
		Journal: b.head.Journal, Oldest: b.head.Oldest, Acknowledged: b.head.Acknowledged, Transitions: slices.Clone(b.kept[len(b.kept)-1:]),
	}
}

// Acknowledge notes that everything up to a sequence is stored, drops what is
// older than KeepFor by now, and returns the machines whose end is stored.
func (j *Journal) Acknowledge(upTo int64, now time.Time) ([]types.UID, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if upTo <= j.book.head.Acknowledged {
		return nil, nil
	}
	settled := j.book.acknowledge(upTo)
	j.book.trim(now)
	return settled, j.position()
}

// position writes how far the ledger is, and the whole file anew when it has
// grown far beyond what it adds up to.
func (j *Journal) position() error {
	if j.appended >= slack+j.written {
		return j.rewrite()
	}
	if err := j.append(entry{Acknowledged: &j.book.head.Acknowledged}); err != nil {
		return fmt.Errorf("noting how far the ledger is: %w", err)
	}
	return nil
}

// Sequence is the newest number.
func (j *Journal) Sequence() int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.book.head.Sequence
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
	if err := j.append(entry{Forgotten: machine}); err != nil {
		return fmt.Errorf("forgetting machine %s: %w", machine, err)
	}
	delete(j.book.last, machine)
	return nil
}

func (j *Journal) rewrite() error {
	raw, lines, err := j.book.lines()
	if err == nil {
		err = j.file.replace(raw)
	}
	if err != nil {
		return fmt.Errorf("rewriting the metering journal %q: %w", j.file.path, err)
	}
	j.appended, j.written = 0, lines
	return nil
}
