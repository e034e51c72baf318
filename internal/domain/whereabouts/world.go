package whereabouts

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
)

// World is what places are judged by.
type World struct {
	// Book is the rules in force.
	Book regulation.Book
	// Systems by name, Sites by name, Exceptions by agency.
	Systems    map[Name]residency.System
	Sites      map[string]residency.Site
	Exceptions map[string][]exception.Exception
	// Passages are declared flows and accesses by source.
	Passages map[string]Passage
	// Now is the moment, Today the day in Kazakhstan.
	Now   time.Time
	Today string
}

// Outcomes of a rule at a place.
const (
	// Kept: the place meets the rule.
	Kept = "Kept"
	// Broken: it does not, and the rule denies.
	Broken = "Broken"
	// Warned: it does not, and the rule only warns.
	Warned = "Warned"
	// Excepted: it does not, and an exception lifts the rule.
	Excepted = "Excepted"
)

// Ruling is the judgement on all bytes of one system at one site.
type Ruling struct {
	System  Name
	Site    string
	Edition string
	// Rule is the first broken rule that denies; empty: the bytes may lie there.
	Rule    string
	Message string
	// Answer is what follows from the broken rule.
	Answer Answer
	// Exceptions by the rule that they lift.
	Exceptions []residency.Excepted
	// Warnings of rules that are broken and only warn.
	Warnings []string
}

// Drifted reports whether the bytes are where they may not be.
func (r Ruling) Drifted() bool { return r.Rule != "" }

// Outcome of the judgement in one word.
func (r Ruling) Outcome() string {
	switch {
	case r.Drifted():
		return Broken
	case len(r.Exceptions) > 0:
		return Excepted
	case len(r.Warnings) > 0:
		return Warned
	}
	return Kept
}

// Judge decides about the bytes of a system at a site.
func (w World) Judge(n Name, site string) Ruling {
	r := Ruling{System: n, Site: site, Edition: w.Book.Edition()}
	d, found := w.Sites[site]
	if !found {
		return w.broken(r, residency.RuleCommissioned, notASite(site))
	}
	s, known := w.Systems[n]
	if !known {
		return w.stray(r, d)
	}
	j := residency.Judge(residency.Question{
		System: s, Site: d, Name: n.System, Book: w.Book, Exceptions: w.Exceptions[n.Agency], Now: w.Now, Today: w.Today,
	})
	r.Message, r.Exceptions, r.Warnings = j.Message, j.Excepted, j.Warnings
	if !j.Allowed {
		return w.broken(r, j.Rule, j.Message)
	}
	return r
}

// stray judges bytes of which nobody knows whose they are: as personal data, for
// unknown is not no, wherever they may lie they are nobody's to keep.
func (w World) stray(r Ruling, d residency.Site) Ruling {
	if w.Book.Enforcement(residency.RuleCountry) == regulation.Off {
		r.Message = "nobody knows whose bytes these are, and rule " + residency.RuleCountry + " is off"
		return r
	}
	return w.broken(r, residency.RuleCountry, nobodys(r.System, d.Name))
}

func (w World) broken(r Ruling, rule, message string) Ruling {
	r.Rule, r.Message = rule, message
	r.Answer = AnswerOf(w.Book, rule)
	return r
}
