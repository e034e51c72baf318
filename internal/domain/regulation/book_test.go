package regulation_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

func TestInForce(t *testing.T) {
	editions := []regulation.Profile{
		{Edition: "concept-2022", ValidFrom: "2022-08-15", ValidTo: "2026-07-09"},
		{Edition: "digital-code-2026", ValidFrom: "2026-07-10"},
		{Edition: "draft-2027", ValidFrom: "2027-01-01"},
	}
	for name, tc := range map[string]struct{ day, want string }{
		"has no edition before the first":                      {"2022-08-14", ""},
		"begins on the first day":                              {"2022-08-15", "concept-2022"},
		"includes the last day":                                {"2026-07-09", "concept-2022"},
		"takes the next edition on its first day":              {"2026-07-10", "digital-code-2026"},
		"takes the one that began last of two that overlap":    {"2027-01-01", "draft-2027"},
		"does not end an edition without a last day by itself": {"2026-12-31", "digital-code-2026"},
	} {
		t.Run(name, func(t *testing.T) {
			p, found := regulation.InForce(editions, tc.day)
			if p.Edition != tc.want || found != (tc.want != "") {
				t.Errorf("InForce(%s) = %q, %t; want %q", tc.day, p.Edition, found, tc.want)
			}
		})
	}
}

func TestBook(t *testing.T) {
	edition := regulation.Profile{Edition: "e", ValidFrom: "2026-01-01", Rules: []regulation.Rule{
		{ID: "KZ-PLT-MOR", Enforcement: regulation.Off, Parameters: regulation.Parameters{"since": "2026-01-01", "share": "20"}},
	}}
	on := regulation.Override{Name: "a", Rule: "KZ-PLT-MOR", Enforcement: regulation.Deny, At: "2026-02-01T00:00:00Z",
		Parameters: regulation.Parameters{"share": "10"}}
	soft := regulation.Override{Name: "b", Rule: "KZ-PLT-MOR", Enforcement: regulation.Warn, At: "2026-03-01T00:00:00Z"}
	for name, tc := range map[string]struct {
		book       regulation.Book
		rule       string
		want       regulation.Enforcement
		parameters regulation.Parameters
	}{
		"enforces everything without an edition": {regulation.Book{}, "KZ-PD-12", regulation.Deny, nil},
		"does not enforce what the edition leaves out": {
			regulation.NewBook(edition, nil), "KZ-PD-12", regulation.Off, nil},
		"takes the profile's word without an override": {
			regulation.NewBook(edition, nil), "KZ-PLT-MOR", regulation.Off, regulation.Parameters{"since": "2026-01-01", "share": "20"}},
		"takes an override's word and its parameters one by one": {
			regulation.NewBook(edition, []regulation.Override{on}), "KZ-PLT-MOR", regulation.Deny, regulation.Parameters{"since": "2026-01-01", "share": "10"}},
		"takes the latest override, in whatever order they come": {
			regulation.NewBook(edition, []regulation.Override{soft, on}), "KZ-PLT-MOR", regulation.Warn, regulation.Parameters{"since": "2026-01-01", "share": "10"}},
		"adds no rule by an override": {
			regulation.NewBook(edition, []regulation.Override{{Rule: "KZ-X", Enforcement: regulation.Deny}}), "KZ-X", regulation.Off, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tc.book.Enforcement(tc.rule); got != tc.want {
				t.Errorf("Enforcement = %s, want %s", got, tc.want)
			}
			if diff := cmp.Diff(tc.parameters, tc.book.Parameters(tc.rule)); diff != "" {
				t.Errorf("Parameters (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnOverrideLeavesTheEditionAsItIs(t *testing.T) {
	edition := regulation.Profile{Edition: "e", Rules: []regulation.Rule{
		{ID: "R", Enforcement: regulation.Deny, Parameters: regulation.Parameters{"days": "30"}}}}
	regulation.NewBook(edition, []regulation.Override{{Rule: "R", Enforcement: regulation.Off, Parameters: regulation.Parameters{"days": "1"}}})
	want := regulation.Rule{ID: "R", Enforcement: regulation.Deny, Parameters: regulation.Parameters{"days": "30"}}
	if diff := cmp.Diff(want, edition.Rules[0]); diff != "" {
		t.Errorf("the edition has changed (-want +got):\n%s", diff)
	}
}

func TestVerdict(t *testing.T) {
	book := regulation.NewBook(regulation.Profile{Edition: "e", Rules: []regulation.Rule{
		{ID: "deny", Enforcement: regulation.Deny}, {ID: "warn", Enforcement: regulation.Warn}, {ID: "off", Enforcement: regulation.Off},
	}}, nil)
	type answer struct{ Denies, Warns bool }
	for name, tc := range map[string]struct {
		rule    string
		outcome regulation.Outcome
		want    answer
	}{
		"refuses what breaks a rule that denies": {"deny", regulation.Broken, answer{Denies: true}},
		"refuses on doubt":                       {"deny", regulation.Unknown, answer{Denies: true}},
		"lets pass what keeps the rule":          {"deny", regulation.Kept, answer{}},
		"lets pass what the rule is not about":   {"deny", regulation.NotApplicable, answer{}},
		"warns and lets pass":                    {"warn", regulation.Broken, answer{Warns: true}},
		"is silent on a rule that is off":        {"off", regulation.Broken, answer{}},
	} {
		t.Run(name, func(t *testing.T) {
			v := book.Verdict(tc.rule, regulation.Finding{Outcome: tc.outcome})
			if got := (answer{v.Denies(), v.Warns()}); got != tc.want || v.Edition != "e" {
				t.Errorf("verdict %+v answers %+v, want %+v under edition e", v, got, tc.want)
			}
		})
	}
}

func TestParametersInt(t *testing.T) {
	p := regulation.Parameters{"days": "30", "bad": "soon"}
	if n, err := p.Int("days", 1); n != 30 || err != nil {
		t.Errorf("Int(days) = %d, %v; want 30", n, err)
	}
	if n, err := p.Int("absent", 7); n != 7 || err != nil {
		t.Errorf("Int(absent) = %d, %v; want 7", n, err)
	}
	const want = `reading parameter "bad": "soon" is not a whole number`
	if _, err := p.Int("bad", 1); err == nil || err.Error() != want {
		t.Errorf("Int(bad) says %v, want %s", err, want)
	}
}
