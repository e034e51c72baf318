package journal

import (
	"slices"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// Setback is what a ledger or a journal had lost, for people.
type Setback struct {
	// Resent is how many acknowledged transitions go to the ledger again.
	Resent int64
	// Lost is how many the ledger wants that are not kept any more.
	Lost int64
	// Renewed says that the journal knew less than the ledger, and began another.
	Renewed bool
}

// Resume goes on from where the ledger is: it was restored from a backup, and has
// lost what it acknowledged, or this journal was, and numbers are used already.
// Machines whose state is nowhere else are entered anew, with the moment from
// which it holds.
func (j *Journal) Resume(stored int64) (Setback, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	b := &j.book
	if stored > b.head.Sequence {
		return Setback{Renewed: true}, j.renew()
	}
	before := b.head.Acknowledged
	b.head.Acknowledged = max(stored, b.head.Oldest-1)
	s := Setback{Resent: before - b.head.Acknowledged, Lost: b.head.Acknowledged - stored}
	if s.Lost > 0 {
		if err := j.enterAgain(b.trimmedStates()); err != nil {
			return s, err
		}
	}
	return s, j.position()
}

// enterAgain appends states as they were, under new numbers.
func (j *Journal) enterAgain(states []subresources.UsageTransition) error {
	for _, t := range states {
		t.Sequence = j.book.head.Sequence + 1
		if err := j.append(entry{Transition: &t}); err != nil {
			return err
		}
		if err := j.book.add(t); err != nil {
			return err
		}
	}
	return nil
}

// renew begins another journal with everything that waits, and with the state of
// every machine of which nothing waits.
func (j *Journal) renew() error {
	waiting := slices.Clone(j.book.pending())
	fresh := newBook()
	fresh.head = head{Journal: j.newID(), Oldest: 1}
	for _, t := range slices.Concat(j.settledStates(), waiting) {
		t.Sequence = fresh.head.Sequence + 1
		if err := fresh.add(t); err != nil {
			return err
		}
	}
	j.book = fresh
	return j.rewrite()
}

// settledStates are the acknowledged states of machines, by number.
func (j *Journal) settledStates() []subresources.UsageTransition {
	var out []subresources.UsageTransition
	for _, t := range j.book.last {
		if t.Sequence <= j.book.head.Acknowledged {
			out = append(out, t)
		}
	}
	sortByNumber(out)
	return out
}
