package whereabouts

import (
	"slices"
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
	// Rules that were asked.
	Rules []string
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
		return w.put(r, residency.RuleCommissioned, notASite(site))
	}
	s, known := w.Systems[n]
	if !known {
		// Unknown is not no: bytes of nobody count as personal data, and may lie nowhere.
		return w.put(r, residency.RuleCountry, nobodys(n, d.Name))
	}
	r.Rules = w.inForce(residency.RulesFor(s))
	j := residency.Judge(residency.Question{
		System: s, Site: d, Name: n.System, Book: w.Book, Exceptions: w.Exceptions[n.Agency], Now: w.Now, Today: w.Today,
	})
	r.Message, r.Exceptions, r.Warnings = j.Message, j.Excepted, j.Warnings
	if !j.Allowed {
		r.Rule, r.Answer = j.Rule, AnswerOf(w.Book, j.Rule)
	}
	return r
}

// inForce leaves out the rules that are off.
func (w World) inForce(rules []string) []string {
	return slices.DeleteFunc(rules, func(id string) bool { return w.Book.Enforcement(id) == regulation.Off })
}

// put adds a breach that is no question of system and site alone.
func (w World) put(r Ruling, rule, message string) Ruling {
	r.Rules = w.inForce([]string{rule})
	v := w.Book.Verdict(rule, regulation.Finding{Outcome: regulation.Broken, Reason: residency.ReasonViolated, Message: message})
	v = exception.Lift(v, w.Exceptions[r.System.Agency], r.System.System, r.Site, w.Now)
	r.Message = v.Message
	switch {
	case v.Denies():
		r.Rule, r.Answer = rule, AnswerOf(w.Book, rule)
	case v.Warns():
		r.Warnings = append(r.Warnings, v.Message)
	case v.Lifted != "":
		r.Exceptions = append(r.Exceptions, residency.Excepted{Rule: rule, Exception: v.Lifted})
	}
	return r
}
