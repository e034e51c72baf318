package rules_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

func withData(site residency.Site) rules.Facts {
	return rules.Facts{System: &rules.System{Facts: passport.Facts{Name: "esf", PersonalData: "Yes", Segment: "G2G"}}, Site: &site}
}

var astana = residency.Site{Name: "astana-1", Country: "KZ", Segments: []string{"G2G"}, Registered: true,
	AccessionAnsweredOn: "2026-01-01", CommissionedOn: "2026-01-01"}

func TestJudge(t *testing.T) {
	unregistered := astana
	unregistered.Registered = false
	lifted := withData(unregistered)
	lifted.Exceptions = []exception.Exception{{Name: "e-1", System: "esf", Rules: []string{"KZ-PD-36"}, DataCentres: []string{"astana-1"},
		ValidFrom: now.Add(-time.Hour), ExpiresAt: now.Add(time.Second),
		Words: []exception.Word{{By: "bolat", Approved: true, Current: true}, {By: "dana", Approved: true, Current: true}}}}
	for name, tc := range map[string]struct {
		at    regulation.Moment
		facts rules.Facts
		book  regulation.Book
		later time.Duration
		want  string
	}{
		"allows what keeps every rule":                         {at: regulation.Placement, facts: withData(astana), book: code(t)},
		"refuses by the first broken rule":                     {at: regulation.Placement, facts: withData(unregistered), book: code(t), want: "KZ-PD-36"},
		"asks a rule only at the moments of its edition":       {at: regulation.Invoice, facts: withData(unregistered), book: code(t)},
		"lets pass what an exception lifts":                    {at: regulation.Placement, facts: lifted, book: code(t)},
		"refuses in the second in which the exception expires": {at: regulation.Placement, facts: lifted, book: code(t), later: time.Second, want: "KZ-PD-36"},
		"does not ask what is switched off": {at: regulation.Placement, facts: withData(unregistered),
			book: code(t, regulation.Override{Rule: "KZ-PD-36", Enforcement: regulation.Off})},
		"cannot be told to forget the ledger": {at: regulation.Admission, want: "C-1.3",
			facts: rules.Facts{Answer: &rules.Answer{Rule: "C-1.3", Reason: "QuotaExceeded", Message: "no room"}},
			book:  code(t, regulation.Override{Rule: "C-1.3", Enforcement: regulation.Off})},
	} {
		t.Run(name, func(t *testing.T) {
			v, _ := rules.Judge(tc.at, tc.facts, tc.book, now.Add(tc.later)).Refusal()
			if v.Rule != tc.want {
				t.Errorf("refused by %q: %s, want %q", v.Rule, v.Message, tc.want)
			}
		})
	}
}

func TestAWarningLetsPassAndIsTold(t *testing.T) {
	unregistered := astana
	unregistered.Registered = false
	j := rules.Judge(regulation.Placement, withData(unregistered), code(t, regulation.Override{Rule: "KZ-PD-36", Enforcement: regulation.Warn}), now)
	if v, refused := j.Refusal(); refused {
		t.Errorf("refused by %s", v.Rule)
	}
	if w := j.Warnings(); len(w) != 1 || w[0].Rule != "KZ-PD-36" || len(w[0].Evidence) == 0 {
		t.Errorf("warnings: %+v", w)
	}
}

// TestJudgeAndTheResidencyRulesAgree: what admission, placement and the agent are
// told is what the audit is told.
func TestJudgeAndTheResidencyRulesAgree(t *testing.T) {
	book := code(t)
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.SampledFrom([]string{"", "2026-01-01", "2026-11-22", "2027-01-01"})
		site := residency.Site{Name: "s", Country: rapid.SampledFrom([]string{"KZ", "DE"}).Draw(t, "country"),
			Segments: rapid.SampledFrom([][]string{{"G2G"}, {"G2CB"}}).Draw(t, "segments"), Registered: rapid.Bool().Draw(t, "registered"),
			AccessionAnsweredOn: day.Draw(t, "accession"), CommissionedOn: day.Draw(t, "commissioned")}
		f := withData(site)
		f.System.PersonalData = rapid.SampledFrom([]string{"Yes", "No", "Unknown"}).Draw(t, "personalData")
		f.System.Segment = rapid.SampledFrom([]string{"", "G2G", "G2CB"}).Draw(t, "segment")
		in := rapid.SampledFrom([]regulation.Book{{}, book}).Draw(t, "book")
		v, _ := rules.Judge(regulation.Placement, f, in, now).Refusal()
		j := residency.Judge(residency.Question{System: residency.System{PersonalData: f.System.PersonalData, Segment: f.System.Segment},
			Site: site, Name: "esf", Book: in, Now: now, Today: "2026-11-22"})
		if v.Rule != j.Rule || v.Message != j.Message && v.Rule != "" {
			t.Fatalf("Judge says %s %q, residency says %s %q", v.Rule, v.Message, j.Rule, j.Message)
		}
	})
}
