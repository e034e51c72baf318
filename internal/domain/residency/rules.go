package residency

import (
	"slices"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// rule is one demand on a site.
type rule struct {
	id string
	// met reports whether the site satisfies the rule.
	met func(s System, d Site, today string) bool
	// refusal says what, why and the way out.
	refusal func(s System, d Site) string
	// seen is what the rule looks at.
	seen func(s System, d Site) []regulation.Evidence
	// reason of a refusal; empty: ReasonViolated.
	reason string
}

// segmentKnown is demanded of a system before any site is looked at.
var segmentKnown = rule{
	RuleSegment, func(s System, _ Site, _ string) bool { return s.Segment != "" },
	func(System, Site) string { return segmentUnknown }, segments, ReasonPassportGaps,
}

// everywhere applies to a site whoever asks.
var everywhere = []rule{
	{RuleCommissioned, func(_ System, d Site, today string) bool { return reached(d.CommissionedOn, today) }, notCommissioned, commissioned, ""},
}

// everybody applies to every system at every site.
var everybody = append([]rule{
	segmentKnown,
	{RuleSegment, func(s System, d Site, _ string) bool {
		return s.Segment == "" || slices.Contains(d.Segments, s.Segment)
	}, wrongSegment, segments, ""},
}, everywhere...)

// personalData applies to systems that hold personal data or do not say.
var personalData = []rule{
	{RuleCountry, func(_ System, d Site, _ string) bool { return d.Country == Country }, abroad, country, ""},
	{RuleRegistered, func(_ System, d Site, _ string) bool { return d.Registered }, notRegistered, registered, ""},
	{RuleAccession, func(_ System, d Site, today string) bool { return reached(d.AccessionAnsweredOn, today) }, notAcceded, accession, ""},
	{RuleRepeated, func(_ System, d Site, _ string) bool { return d.Registered && d.Country == Country }, notRegistered, registered, ""},
}

// lastly applies to every system, after what is said of it in particular.
var lastly = []rule{
	{RulePlatform, func(_ System, d Site, _ string) bool { return d.Country == Country }, outside, country, ""},
}

// Rules are the ids of all residency rules, in the order in which they are
// checked.
func Rules() []string {
	var ids []string
	for _, r := range rulesFor(System{PersonalData: "Yes"}) {
		if !slices.Contains(ids, r.id) {
			ids = append(ids, r.id)
		}
	}
	return ids
}

// Find is what one rule finds about a system at a site on the day today. A nil
// site asks what can be told before any site is known: a system without a segment
// fits nowhere (C-2.4).
func Find(id string, s System, d *Site, today string) regulation.Finding {
	f := regulation.Finding{Outcome: regulation.NotApplicable, Reason: ReasonCompliant}
	if d == nil {
		d = &Site{}
		if s.Segment != "" || id != RuleSegment {
			return f
		}
	}
	rules := rulesFor(s)
	for i := range rules {
		r := &rules[i]
		if r.id != id {
			continue
		}
		f = r.find(s, *d, today)
		if f.Outcome == regulation.Broken {
			return f
		}
	}
	return f
}

func (r *rule) find(s System, d Site, today string) regulation.Finding {
	f := regulation.Finding{Outcome: regulation.Kept, Reason: ReasonCompliant, Evidence: r.seen(s, d)}
	if r.met(s, d, today) {
		return f
	}
	f.Outcome, f.Reason, f.Message = regulation.Broken, ReasonViolated, r.refusal(s, d)
	if r.reason != "" {
		f.Reason = r.reason
	}
	return f
}

// withData and withoutData are the rules for systems that hold personal data or do
// not say, and for the others, in the order in which they are checked.
var (
	withData    = slices.Concat(everybody, personalData, lastly)
	withoutData = slices.Concat(everybody, lastly)
)

func rulesFor(s System) []rule {
	if HoldsPersonalData(s.PersonalData) {
		return withData
	}
	return withoutData
}

// first is the verdict of the first of some rules that a site does not meet, with
// every rule enforced.
func first(rules []rule, s System, d Site, today string) (Verdict, bool) {
	for _, r := range rules {
		if f := r.find(s, d, today); f.Outcome == regulation.Broken {
			return verdictOf(regulation.Book{}.Verdict(r.id, f)), true
		}
	}
	return Verdict{}, false
}

// verdictOf is a refusal.
func verdictOf(v regulation.Verdict) Verdict {
	return Verdict{Reason: v.Reason, Rule: v.Rule, Message: v.Message}
}

// reached reports whether a day has come. Days are compared as text: their
// format sorts.
func reached(day, today string) bool { return day != "" && day <= today }

func segments(s System, d Site) []regulation.Evidence {
	return []regulation.Evidence{{Fact: "system.segment", Value: s.Segment}, {Fact: "site.segments", Value: strings.Join(d.Segments, ",")}}
}

func commissioned(_ System, d Site) []regulation.Evidence {
	return []regulation.Evidence{{Fact: "site.commissionedOn", Value: d.CommissionedOn}}
}

func country(s System, d Site) []regulation.Evidence {
	return []regulation.Evidence{{Fact: "system.personalData", Value: s.PersonalData}, {Fact: "site.country", Value: d.Country}}
}

func registered(s System, d Site) []regulation.Evidence {
	value := "no"
	if d.Registered {
		value = "yes"
	}
	return []regulation.Evidence{{Fact: "system.personalData", Value: s.PersonalData}, {Fact: "site.registered", Value: value}}
}

func accession(s System, d Site) []regulation.Evidence {
	return []regulation.Evidence{{Fact: "system.personalData", Value: s.PersonalData}, {Fact: "site.accessionAnsweredOn", Value: d.AccessionAnsweredOn}}
}
