package rules

import (
	"cmp"
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Case is a question about an object that lives now.
type Case struct {
	// Agency that owns the object; Object as people call it: system/esf.
	Agency, Object string
	// At is the moment at which it would be asked, Facts what is known.
	At    regulation.Moment
	Facts Facts
	// Found are breaches that somebody has found who knows more than Facts.
	Found []Found
}

// Found is a breach that was found.
type Found struct{ Rule, Message string }

// Effect is what a verdict means to the object's owner.
type Effect string

// Effects of verdicts.
const (
	Passes  Effect = "passes"
	Warned  Effect = "warns"
	Refused Effect = "refuses"
)

// Change is what another book would mean for an object.
type Change struct {
	Agency, Object, Rule string
	Before, After        Effect
	// Message is what the stricter of the two books says.
	Message string
}

// Compare is what would change for whom if after were in force instead of before,
// by agency, object and rule.
func Compare(cases []Case, before, after regulation.Book, now time.Time) []Change {
	var changes []Change
	for _, c := range cases {
		changes = append(changes, c.compare(before, after, now)...)
	}
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Agency, b.Agency), cmp.Compare(a.Object, b.Object), cmp.Compare(a.Rule, b.Rule))
	})
	return slices.Compact(changes)
}

func (c Case) compare(before, after regulation.Book, now time.Time) []Change {
	was, is := c.effects(before, now), c.effects(after, now)
	var changes []Change
	for _, rule := range rulesOf(was, is) {
		a, b := was[rule], is[rule]
		if a.effect == b.effect {
			continue
		}
		changes = append(changes, Change{Agency: c.Agency, Object: c.Object, Rule: rule,
			Before: cmp.Or(a.effect, Passes), After: cmp.Or(b.effect, Passes), Message: cmp.Or(b.message, a.message)})
	}
	return changes
}

// effect of a rule that does not let pass in silence.
type effect struct {
	effect  Effect
	message string
}

func (c Case) effects(book regulation.Book, now time.Time) map[string]effect {
	all := map[string]effect{}
	judged := Judge(c.At, c.Facts, book, now)
	for _, f := range c.Found {
		judged = append(judged, book.Verdict(f.Rule, regulation.Finding{Outcome: regulation.Broken, Message: f.Message}))
	}
	for _, v := range judged {
		switch {
		case v.Denies():
			all[v.Rule] = effect{Refused, v.Message}
		case v.Warns():
			all[v.Rule] = effect{Warned, v.Message}
		}
	}
	return all
}

func rulesOf(a, b map[string]effect) []string {
	var all []string
	for _, some := range []map[string]effect{a, b} {
		for rule := range some {
			all = append(all, rule)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
