package regulation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// BuiltIn is the edition that verdicts name when no profile is in force: every
// rule that the code knows is then enforced.
const BuiltIn = "built-in"

// Book is what is in force: an edition with the administrators' changes. The
// zero Book enforces everything: doubt closes.
type Book struct {
	edition string
	rules   map[string]Rule
}

// NewBook applies overrides to an edition, in the order of their time.
func NewBook(p Profile, overrides []Override) Book {
	b := Book{edition: p.Edition, rules: make(map[string]Rule, len(p.Rules))}
	for _, r := range p.Rules {
		b.rules[r.ID] = r
	}
	ordered := slices.Clone(overrides)
	slices.SortStableFunc(ordered, func(a, b Override) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Name, b.Name))
	})
	for _, o := range ordered {
		r, known := b.rules[o.Rule]
		if !known {
			continue
		}
		r.Enforcement, r.Parameters, r.Changed = o.Enforcement, r.Parameters.with(o.Parameters), &o
		b.rules[o.Rule] = r
	}
	return b
}

// BookOf is what is in force on a day. Without an edition of that day it is the
// zero Book.
func BookOf(profiles []Profile, overrides []Override, day string) Book {
	p, found := InForce(profiles, day)
	if !found {
		return Book{}
	}
	return NewBook(p, overrides)
}

// Edition is the edition that verdicts name.
func (b Book) Edition() string { return cmp.Or(b.edition, BuiltIn) }

// Rule is a rule of the edition, as it is enforced now.
func (b Book) Rule(id string) (Rule, bool) {
	r, known := b.rules[id]
	return r, known
}

// Rules are all rules of the edition, by id.
func (b Book) Rules() []Rule {
	all := make([]Rule, 0, len(b.rules))
	for _, r := range b.rules {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Enforcement says how a rule is enforced. A rule that the edition leaves out is
// not in force under it; without any edition every rule is.
func (b Book) Enforcement(id string) Enforcement {
	if b.rules == nil {
		return Deny
	}
	if r, known := b.rules[id]; known {
		return r.Enforcement
	}
	return Off
}

// Parameters of a rule; none for a rule that the edition leaves out.
func (b Book) Parameters(id string) Parameters { return b.rules[id].Parameters }

// IsAsked reports whether the edition has a rule checked at a moment. A rule that
// the edition leaves out is not; without any edition every rule is.
func (b Book) IsAsked(id string, at Moment) bool {
	if b.rules == nil {
		return true
	}
	r, known := b.rules[id]
	return known && slices.Contains(r.Moments, at)
}

// Cite names a rule as it is in force: its id, the edition and, where an
// administrator has changed how it is enforced, who, when, on which ground and why.
func (b Book) Cite(id string) string {
	if b.rules == nil {
		return id
	}
	text := id + ", edition " + b.Edition()
	if o := b.rules[id].Changed; o != nil {
		day, _, _ := strings.Cut(o.At, "T")
		text += fmt.Sprintf("; set to %s by %s on %s, RuleOverride %s, on the ground of %s: %s", o.Enforcement, o.By, day, o.Name, o.Document, o.Reason)
	}
	return text
}
