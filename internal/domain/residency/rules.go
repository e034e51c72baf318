package residency

import "slices"

// rule is one demand on a site.
type rule struct {
	id string
	// met reports whether the site satisfies the rule.
	met func(s System, d Site, today string) bool
	// refusal says what, why and the way out.
	refusal func(s System, d Site) string
	// reason of a refusal; empty: ReasonViolated.
	reason string
}

// segmentKnown is demanded of a system before any site is looked at.
var segmentKnown = rule{
	RuleSegment, func(s System, _ Site, _ string) bool { return s.Segment != "" },
	func(System, Site) string { return segmentUnknown }, ReasonPassportGaps,
}

// everywhere applies to a site whoever asks.
var everywhere = []rule{
	{RuleCommissioned, func(_ System, d Site, today string) bool { return reached(d.CommissionedOn, today) }, notCommissioned, ""},
}

// everybody applies to every system at every site.
var everybody = append([]rule{
	segmentKnown,
	{RuleSegment, func(s System, d Site, _ string) bool {
		return s.Segment == "" || slices.Contains(d.Segments, s.Segment)
	}, wrongSegment, ""},
}, everywhere...)

// personalData applies to systems that hold personal data or do not say.
var personalData = []rule{
	{RuleCountry, func(_ System, d Site, _ string) bool { return d.Country == Country }, abroad, ""},
	{RuleRegistered, func(_ System, d Site, _ string) bool { return d.Registered }, notRegistered, ""},
	{RuleAccession, func(_ System, d Site, today string) bool { return reached(d.AccessionAnsweredOn, today) }, notAcceded, ""},
}

// rulesFor are the rules that apply to a system, in the order in which they are
// checked.
func rulesFor(s System) []rule {
	if HoldsPersonalData(s.PersonalData) {
		return slices.Concat(everybody, personalData)
	}
	return everybody
}

// broken is the verdict on a site that does not meet the rule.
func (r rule) broken(s System, d Site) Verdict {
	v := Verdict{Reason: ReasonViolated, Rule: r.id, Message: r.refusal(s, d) + " (" + r.id + ")"}
	if r.reason != "" {
		v.Reason = r.reason
	}
	return v
}

// first is the verdict of the first of some rules that a site does not meet.
func first(rules []rule, s System, d Site, today string) (Verdict, bool) {
	for _, r := range rules {
		if !r.met(s, d, today) {
			return r.broken(s, d), true
		}
	}
	return Verdict{}, false
}

// reached reports whether a day has come. Days are compared as text: their
// format sorts.
func reached(day, today string) bool { return day != "" && day <= today }
