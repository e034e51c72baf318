package rules_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/testkit/editions"
)

var now = time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)

func TestEveryRuleOfTheCatalogueHasOneEntryAndNoEntryIsWithoutARule(t *testing.T) {
	catalogue := map[string]regulation.Rule{}
	for _, p := range editions.Shipped(t) {
		for _, r := range p.Rules {
			catalogue[r.ID] = r
			if _, known := rules.Of(r.ID); !known {
				t.Errorf("rule %s of edition %s has no entry", r.ID, p.Edition)
			}
		}
	}
	seen := map[string]bool{}
	for _, e := range rules.All() {
		r, known := catalogue[e.Rule]
		if !known {
			t.Errorf("no edition has rule %s", e.Rule)
		}
		if seen[e.Rule] {
			t.Errorf("rule %s has two entries", e.Rule)
		}
		seen[e.Rule] = true
		for _, m := range e.Moments {
			if !slices.Contains(r.Moments, m) {
				t.Errorf("rule %s is checked at %s, and the catalogue says %v", e.Rule, m, r.Moments)
			}
		}
		for name := range r.Parameters {
			if e.By == rules.ByPlatform && !slices.Contains(e.Parameters, name) && name != "rounds" {
				t.Errorf("the check of rule %s does not know its parameter %s", e.Rule, name)
			}
		}
	}
}

func TestEveryEntrySaysWhoChecksAndWhat(t *testing.T) {
	for _, e := range rules.All() {
		through, known := rules.Of(e.Through)
		switch {
		case e.Note == "":
			t.Errorf("rule %s: nothing is said about it", e.Rule)
		case e.By == rules.ByPlatform && (e.Check == nil || len(e.Moments) == 0 || len(e.At) == 0 || e.Reason == ""):
			t.Errorf("rule %s is checked, and its entry is %+v", e.Rule, e)
		case (e.By == rules.ByPeople || e.By == rules.ByNobody) && (e.Check != nil || len(e.At) > 0):
			t.Errorf("rule %s is not checked, and its entry says where", e.Rule)
		case e.By == rules.ByOther && (!known || through.Check == nil):
			t.Errorf("rule %s is covered by %q, which checks nothing", e.Rule, e.Through)
		}
	}
}

func TestEveryCheckBreaksOnItsExample(t *testing.T) {
	for _, e := range rules.All() {
		if e.Check == nil {
			continue
		}
		f := e.Check(e.Example, regulation.Parameters{}, now)
		if f.Outcome != regulation.Broken || f.Message == "" || f.Reason == "" {
			t.Errorf("rule %s finds %+v in its example", e.Rule, f)
		}
		if strings.Contains(f.Message, "("+e.Rule+")") {
			t.Errorf("rule %s cites itself, which its verdict does: %s", e.Rule, f.Message)
		}
		for _, seen := range f.Evidence {
			if seen.Fact == "" {
				t.Errorf("rule %s: evidence without a name", e.Rule)
			}
		}
		if got := e.Check(rules.Facts{}, nil, now); got.Outcome != regulation.NotApplicable {
			t.Errorf("rule %s finds %s in no facts at all", e.Rule, got.Outcome)
		}
	}
}

func TestWithoutAnEditionEveryCheckDenies(t *testing.T) {
	for _, e := range rules.All() {
		if e.Check == nil {
			continue
		}
		v, judged := rules.Judge(e.Moments[0], e.Example, regulation.Book{}, now).Of(e.Rule)
		if !judged || !v.Denies() || v.Edition != "built-in" || !strings.HasSuffix(v.Message, "("+e.Rule+")") {
			t.Errorf("rule %s: %+v", e.Rule, v)
		}
	}
}
