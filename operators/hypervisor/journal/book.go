package journal

import (
	"errors"
	"slices"
	"time"

	"k8s.io/apimachinery/pkg/types"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// book is what a journal's lines add up to.
type book struct {
	head head
	// kept are the transitions from head.Oldest on, acknowledged or not, in order.
	kept []subresources.UsageTransition
	// last is the newest transition of each machine.
	last map[types.UID]subresources.UsageTransition
}

func newBook() book { return book{last: map[types.UID]subresources.UsageTransition{}} }

func (b *book) replay(e entry) error {
	switch {
	case e.Head != nil && e.Head.Journal != "":
		return b.begin(*e.Head)
	case b.head.Journal == "":
		return errors.New("no journal is named before it")
	case e.Transition != nil:
		return b.add(*e.Transition)
	case e.Forgotten != "":
		delete(b.last, e.Forgotten)
	case e.Acknowledged != nil:
		b.head.Acknowledged = min(*e.Acknowledged, b.head.Sequence)
	default:
		return errors.New("it says nothing")
	}
	return nil
}

// begin takes over a head. One without an oldest number is from a version that
// kept nothing that was acknowledged.
func (b *book) begin(h head) error {
	if h.Oldest == 0 {
		h.Oldest = h.Acknowledged + 1
	}
	if h.Oldest < 1 || h.Oldest > h.Acknowledged+1 || h.Acknowledged > h.Sequence {
		return errors.New("its numbers contradict each other")
	}
	*b = newBook()
	b.head = h
	return nil
}

// whole reports whether every transition is there that the head counts.
func (b *book) whole() bool {
	return b.head.Journal == "" || int64(len(b.kept)) == b.head.Sequence-b.head.Oldest+1
}

// add enters a transition. One older than what is kept is there only as the last
// known state of its machine.
func (b *book) add(t subresources.UsageTransition) error {
	if t.Sequence < 1 || t.Machine == "" {
		return errors.New("it names no machine or no sequence")
	}
	b.last[t.Machine] = t
	if t.Sequence < b.head.Oldest {
		return nil
	}
	if n := len(b.kept); n > 0 && t.Sequence != b.kept[n-1].Sequence+1 || n == 0 && t.Sequence != b.head.Oldest {
		return errors.New("its number does not follow the one before")
	}
	b.kept = append(b.kept, t)
	b.head.Sequence = max(b.head.Sequence, t.Sequence)
	return nil
}

// pending are the transitions that the ledger has not acknowledged.
func (b *book) pending() []subresources.UsageTransition {
	return b.kept[b.index(b.head.Acknowledged+1):]
}

// index is where the transition with a number is, or would be.
func (b *book) index(sequence int64) int {
	return int(min(max(sequence-b.head.Oldest, 0), int64(len(b.kept))))
}

// acknowledge notes what is stored, and returns the machines that are settled by
// it.
func (b *book) acknowledge(upTo int64) []types.UID {
	before := b.head.Acknowledged
	b.head.Acknowledged = max(before, min(upTo, b.head.Sequence))
	var settled []types.UID
	for _, t := range b.kept[b.index(before+1):b.index(b.head.Acknowledged+1)] {
		if t.State == subresources.UsageGone {
			settled = append(settled, t.Machine)
		}
	}
	return settled
}

// trim drops what is acknowledged and older than anybody's backup.
func (b *book) trim(now time.Time) {
	drop := 0
	for _, t := range b.kept[:b.index(b.head.Acknowledged+1)] {
		rest := len(b.kept) - drop
		if rest <= keepAtMost && (rest <= keepAtLeast || now.Sub(t.At.Time) <= KeepFor) {
			break
		}
		drop++
	}
	b.kept = slices.Delete(b.kept, 0, drop)
	b.head.Oldest += int64(drop)
}
