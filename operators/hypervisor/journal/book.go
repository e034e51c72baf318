package journal

import (
	"fmt"
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/types"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// book is what a journal's lines add up to.
type book struct {
	head head
	// pending are the transitions that the ledger has not acknowledged.
	pending []subresources.UsageTransition
	// last is the newest transition of each machine.
	last map[types.UID]subresources.UsageTransition
}

func newBook() book { return book{last: map[types.UID]subresources.UsageTransition{}} }

func (b *book) replay(e entry) error {
	switch {
	case e.Head != nil && e.Head.Journal != "":
		b.head = *e.Head
	case b.head.Journal == "":
		return fmt.Errorf("no journal is named before it")
	case e.Transition != nil:
		return b.add(*e.Transition)
	case e.Forgotten != "":
		delete(b.last, e.Forgotten)
	default:
		return fmt.Errorf("it says nothing")
	}
	return nil
}

// add enters a transition. One that the head already counts is there only as
// the last known state of its machine, or because it is not acknowledged yet.
func (b *book) add(t subresources.UsageTransition) error {
	if t.Sequence < 1 || t.Machine == "" {
		return fmt.Errorf("it names no machine or no sequence")
	}
	b.head.Sequence = max(b.head.Sequence, t.Sequence)
	b.last[t.Machine] = t
	if t.Sequence > b.head.Acknowledged {
		b.pending = append(b.pending, t)
	}
	return nil
}

// acknowledge drops what is stored, and returns the machines that are settled
// by it.
func (b *book) acknowledge(upTo int64) []types.UID {
	b.head.Acknowledged = max(b.head.Acknowledged, min(upTo, b.head.Sequence))
	var settled []types.UID
	b.pending = slices.DeleteFunc(b.pending, func(t subresources.UsageTransition) bool {
		stored := t.Sequence <= b.head.Acknowledged
		if stored && t.State == subresources.UsageGone {
			settled = append(settled, t.Machine)
		}
		return stored
	})
	return settled
}

// lines is the shortest journal that adds up to the same.
func (b *book) lines() ([]byte, error) {
	entries := []entry{{Head: &b.head}}
	for _, t := range b.inOrder() {
		entries = append(entries, entry{Transition: &t})
	}
	var out []byte
	for _, e := range entries {
		line, err := e.line()
		if err != nil {
			return nil, err
		}
		out = append(out, line...)
	}
	return out, nil
}

// inOrder are the transitions that must be kept, by sequence.
func (b *book) inOrder() []subresources.UsageTransition {
	keep := map[int64]subresources.UsageTransition{}
	for _, t := range b.last {
		keep[t.Sequence] = t
	}
	for _, t := range b.pending {
		keep[t.Sequence] = t
	}
	out := make([]subresources.UsageTransition, 0, len(keep))
	for _, seq := range slices.Sorted(maps.Keys(keep)) {
		out = append(out, keep[seq])
	}
	return out
}
