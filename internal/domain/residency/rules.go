package residency

import "slices"

// rule is one demand on a site.
type rule struct {
	id string
	// met reports whether the site satisfies the rule.
	met func(s System, d Site, today string) bool
	// refusal says what, why and the way out.
	refusal func(s System, d Site) string
}

// everywhere applies to a site whoever asks.
var everywhere = []rule{
	{RuleCommissioned, func(_ System, d Site, today string) bool { return reached(d.CommissionedOn, today) }, notCommissioned},
}

// everybody applies to every system at every site.
var everybody = append([]rule{
	{RuleSegment, func(s System, d Site, _ string) bool { return slices.Contains(d.Segments, s.Segment) }, wrongSegment},
}, everywhere...)

// personalData applies to systems that hold personal data or do not say.
var personalData = []rule{
	{RuleCountry, func(_ System, d Site, _ string) bool { return d.Country == Country }, abroad},
	{RuleRegistered, func(_ System, d Site, _ string) bool { return d.Registered }, notRegistered},
	{RuleAccession, func(_ System, d Site, today string) bool { return reached(d.AccessionAnsweredOn, today) }, notAcceded},
}

func firstOf(rules []rule, s System, d Site, today string) (Verdict, bool) {
	for _, r := range rules {
		if !r.met(s, d, today) {
			return Verdict{Reason: ReasonViolated, Rule: r.id, Message: r.refusal(s, d) + " (" + r.id + ")"}, true
		}
	}
	return Verdict{}, false
}

// reached reports whether a day has come. Days are compared as text: their
// format sorts.
func reached(day, today string) bool { return day != "" && day <= today }
