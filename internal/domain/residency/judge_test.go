package residency_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
)

// edition enforces the residency rules, one of them in another way.
func edition(rule string, e regulation.Enforcement) regulation.Book {
	p := regulation.Profile{Edition: "test"}
	for _, id := range []string{"C-2.4", "C-3.4", "KZ-PD-12", "KZ-PD-36", "KZ-DC-JOIN"} {
		r := regulation.Rule{ID: id, Enforcement: regulation.Deny}
		if id == rule {
			r.Enforcement = e
		}
		p.Rules = append(p.Rules, r)
	}
	return regulation.NewBook(p, nil)
}

func TestJudge(t *testing.T) {
	now := time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)
	unregistered := astana(func(d *residency.Site) { d.Registered = false })
	lifts := exception.Exception{
		Name: "e-1", System: "esf", Rules: []string{"KZ-PD-36"}, DataCentres: []string{"astana-1"},
		ValidFrom: now.Add(-time.Hour), ExpiresAt: now.Add(time.Second),
		Words: []exception.Word{{By: "bolat", Approved: true, Current: true}, {By: "dana", Approved: true, Current: true}},
	}
	type answer struct {
		Allowed  bool
		Rule     string
		Warnings []string
		Excepted []residency.Excepted
	}
	const notRegistered = "data centre astana-1 is not on the register of server rooms and data centres, where personal data must lie; " +
		"choose a registered one, or ask the platform operator to record its registration (KZ-PD-36, edition test)"
	for name, tc := range map[string]struct {
		change func(*residency.Question)
		want   answer
	}{
		"refuses what breaks a rule that denies": {func(*residency.Question) {}, answer{Rule: "KZ-PD-36"}},
		"allows and warns when the rule only warns": {
			func(q *residency.Question) { q.Book = edition("KZ-PD-36", regulation.Warn) },
			answer{Allowed: true, Warnings: []string{notRegistered}},
		},
		"is silent on a rule that is off": {
			func(q *residency.Question) { q.Book = edition("KZ-PD-36", regulation.Off) }, answer{Allowed: true},
		},
		"enforces everything without an edition": {
			func(q *residency.Question) { q.Book = regulation.Book{} }, answer{Rule: "KZ-PD-36"},
		},
		"allows what an exception lifts, and says which": {
			func(q *residency.Question) { q.Exceptions = []exception.Exception{lifts} },
			answer{Allowed: true, Excepted: []residency.Excepted{{Rule: "KZ-PD-36", Exception: "e-1"}}},
		},
		"refuses in the second in which the exception expires": {
			func(q *residency.Question) { q.Exceptions, q.Now = []exception.Exception{lifts}, now.Add(time.Second) },
			answer{Rule: "KZ-PD-36"},
		},
		"refuses another rule that the exception does not lift": {
			func(q *residency.Question) { q.Exceptions, q.Site.Country = []exception.Exception{lifts}, "DE" },
			answer{Rule: "KZ-PD-12"},
		},
		"allows abroad what holds no personal data under an edition without the Digital Code": {
			func(q *residency.Question) { q.System.PersonalData, q.Site.Country = "No", "DE" }, answer{Allowed: true},
		},
		"asks no segment when the segments' rule is off": {
			func(q *residency.Question) {
				q.Book, q.System.Segment, q.Site = edition("C-2.4", regulation.Off), "", astana(nil)
			}, answer{Allowed: true},
		},
	} {
		t.Run(name, func(t *testing.T) {
			q := residency.Question{
				System: residency.System{PersonalData: "Yes", Segment: "G2G"}, Site: unregistered, Name: "esf",
				Book: edition("", ""), Now: now, Today: today,
			}
			tc.change(&q)
			j := residency.Judge(q)
			if diff := cmp.Diff(tc.want, answer{j.Allowed, j.Rule, j.Warnings, j.Excepted}); diff != "" {
				t.Errorf("Judge (-want +got):\n%s", diff)
			}
			if j.Edition != q.Book.Edition() {
				t.Errorf("judged by edition %q, want %q", j.Edition, q.Book.Edition())
			}
		})
	}
}
