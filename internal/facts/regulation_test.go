package facts_test

import (
	"io/fs"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// shipped are the editions that an installation brings.
func shipped(t *testing.T) []governance.RegulationProfile {
	t.Helper()
	paths, err := fs.Glob(config.Files, "regulations/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []governance.RegulationProfile
	for _, path := range paths {
		raw, err := fs.ReadFile(config.Files, path)
		if err != nil {
			t.Fatal(err)
		}
		var p governance.RegulationProfile
		if err := yaml.UnmarshalStrict(raw, &p); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, p)
	}
	return all
}

func TestTheEditionOfEachDay(t *testing.T) {
	editions := facts.Profiles(shipped(t))
	for day, want := range map[string]string{
		"2021-12-31": regulation.BuiltIn, "2022-01-01": "concept-2022", "2026-06-30": "concept-2022",
		"2026-07-01": "digital-code-2026", "2026-11-22": "digital-code-2026",
	} {
		if got := regulation.BookOf(editions, nil, day).Edition(); got != want {
			t.Errorf("on %s edition %s is in force, want %s", day, got, want)
		}
	}
}

func TestTheMoratoriumIsOffUntilAnAdministratorSwitchesItOn(t *testing.T) {
	editions := facts.Profiles(shipped(t))
	override := governance.RuleOverride{
		ObjectMeta: metav1.ObjectMeta{Name: "moratorium", CreationTimestamp: metav1.NewTime(time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)),
			Annotations: map[string]string{"ikp.gov.kz/requested-by": "saule"}},
		Spec: governance.RuleOverrideSpec{Rule: "KZ-PLT-MOR", Enforcement: governance.EnforcementDeny, Reason: "the decree was read", Document: "Order 5"},
	}
	before := regulation.BookOf(editions, nil, "2026-11-22")
	overrides := facts.Overrides([]governance.RuleOverride{override})
	after := regulation.BookOf(editions, overrides, "2026-11-22")
	if b, a := before.Enforcement("KZ-PLT-MOR"), after.Enforcement("KZ-PLT-MOR"); b != regulation.Off || a != regulation.Deny {
		t.Errorf("enforcement was %s and is %s, want Off and Deny", b, a)
	}
	want := []regulation.Override{{Name: "moratorium", Rule: "KZ-PLT-MOR", Enforcement: regulation.Deny,
		By: "saule", Document: "Order 5", Reason: "the decree was read", At: "2026-11-20T06:00:00Z"}}
	if diff := cmp.Diff(want, overrides); diff != "" {
		t.Errorf("overrides (-want +got):\n%s", diff)
	}
}

// Rules whose clause nobody has read are for an administrator to answer for.
func TestOnlyRulesWhoseSourceWasReadAreOn(t *testing.T) {
	for _, p := range shipped(t) {
		for _, r := range p.Spec.Rules {
			read := r.Verification == governance.VerificationPage || r.Verification == governance.VerificationPagePrior ||
				r.Verification == governance.VerificationSeed
			if !read && r.Enforcement != governance.EnforcementOff {
				t.Errorf("%s: %s is %s though its source was seen as %s", p.Name, r.ID, r.Enforcement, r.Verification)
			}
		}
	}
}

func TestEveryMeasureAndStageCitesARuleOfItsEdition(t *testing.T) {
	for _, p := range shipped(t) {
		for _, rule := range cited(p.Spec) {
			if !slices.ContainsFunc(p.Spec.Rules, func(r governance.Rule) bool { return r.ID == rule }) {
				t.Errorf("%s cites %s and does not have it", p.Name, rule)
			}
		}
		got := []int{len(p.Spec.Measures), len(p.Spec.Stages), len(p.Spec.Categories), len(p.Spec.UserGroups)}
		if diff := cmp.Diff([]int{14, 7, 5, 5}, got); diff != "" {
			t.Errorf("%s has other numbers of measures, stages, categories, groups (-want +got):\n%s", p.Name, diff)
		}
	}
}

func cited(s governance.RegulationProfileSpec) []string {
	var rules []string
	for _, m := range s.Measures {
		rules = append(rules, m.Rule)
	}
	for _, stage := range s.Stages {
		rules = append(rules, stage.Rule)
	}
	for _, d := range s.Deadlines {
		rules = append(rules, d.Rule)
	}
	return rules
}

func TestEveryMeasureNamesPartiesOfItsEdition(t *testing.T) {
	for _, p := range shipped(t) {
		for _, m := range p.Spec.Measures {
			for _, code := range m.Parties {
				if !slices.ContainsFunc(p.Spec.Parties, func(party governance.Party) bool { return party.Code == code }) {
					t.Errorf("%s: measure %d names party %s, which is none", p.Name, m.Number, code)
				}
			}
		}
	}
}
