package rules_test

import (
	"testing"

	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/testkit/editions"
)

// code is the edition in force with what an administrator changed.
func code(t *testing.T, overrides ...regulation.Override) regulation.Book {
	t.Helper()
	return regulation.BookOf(editions.Shipped(t), overrides, "2026-11-22")
}

func TestTheMoratorium(t *testing.T) {
	on := regulation.Override{Name: "mor-on", Rule: "KZ-PLT-MOR", Enforcement: regulation.Deny, By: "saule", Document: "Order 5",
		Reason: "the decree was read", At: "2026-11-20T06:00:00Z"}
	from2027 := on
	from2027.Parameters = regulation.Parameters{"since": "2027-01-01"}
	system := func(change func(*rules.System)) rules.Facts {
		s := &rules.System{Facts: passport.Facts{Name: "esf"}, Target: "Other"}
		change(s)
		return rules.Facts{System: s}
	}
	asIs := func(*rules.System) {}
	for name, tc := range map[string]struct {
		book    regulation.Book
		facts   rules.Facts
		refuses bool
	}{
		"is silent as it is shipped":                           {code(t), system(asIs), false},
		"refuses a new system off the platform":                {code(t, on), system(asIs), true},
		"refuses it without any edition":                       {regulation.Book{}, system(asIs), true},
		"lets a system onto the platform":                      {code(t, on), system(func(s *rules.System) { s.Target = "Platform" }), false},
		"says nothing of a system whose target nobody knows":   {code(t, on), system(func(s *rules.System) { s.Target = "" }), false},
		"lets a system that the Commission has decided on":     {code(t, on), system(func(s *rules.System) { s.Decision = "No. 3 of 2026-10-01" }), false},
		"lets a system that ran before it began":               {code(t, on), system(func(s *rules.System) { s.OperatingSince = "2025-12-31" }), false},
		"refuses a system that began to run when it had begun": {code(t, on), system(func(s *rules.System) { s.OperatingSince = "2026-01-01" }), true},
		"takes no day to come for a day past":                  {regulation.Book{}, system(func(s *rules.System) { s.OperatingSince = "2027-01-01" }), true},
		"begins on the day of its parameter":                   {code(t, from2027), system(asIs), false},
	} {
		t.Run(name, func(t *testing.T) {
			v, refused := rules.Judge(regulation.Admission, tc.facts, tc.book, now).Refusal()
			if refused != tc.refuses {
				t.Errorf("refused = %t by %+v, want %t", refused, v, tc.refuses)
			}
		})
	}
}

func TestTheRefusalNamesRuleEditionOverrideWhoAndWhy(t *testing.T) {
	on := regulation.Override{Name: "mor-on", Rule: "KZ-PLT-MOR", Enforcement: regulation.Deny, By: "saule", Document: "Order 5",
		Reason: "the decree was read", At: "2026-11-20T06:00:00Z"}
	f := rules.Facts{System: &rules.System{Facts: passport.Facts{Name: "esf"}, Target: "Other"}}
	v, _ := rules.Judge(regulation.Admission, f, code(t, on), now).Refusal()
	const want = "system esf is new and planned off the platform, which nobody may create since 2026-01-01 without a decision of the Commission under the President; " +
		"plan it on the platform (--target Platform) or name the decision (--commission-decision) " +
		"(KZ-PLT-MOR, edition digital-code-2026; set to Deny by saule on 2026-11-20, RuleOverride mor-on, on the ground of Order 5: the decree was read)"
	if v.Message != want {
		t.Errorf("got  %s\nwant %s", v.Message, want)
	}
}
