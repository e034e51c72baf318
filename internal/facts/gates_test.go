package facts_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
)

// TestGatesStandOnRulesThatAreInForce: a gate whose rule an edition leaves out would
// stand open without anybody having said so.
func TestGatesStandOnRulesThatAreInForce(t *testing.T) {
	want := map[string][]string{
		"digital-code-2026": nil,
		// What the Digital Code of 2026 brought was not demanded before.
		"concept-2022": {"KZ-LC-89", "KZ-LC-90", "KZ-PLT-84"},
	}
	got := map[string][]string{}
	for _, p := range shipped(t) {
		got[p.Name] = nil
		for _, id := range migration.Rules() {
			if !slices.ContainsFunc(p.Spec.Rules, func(r governance.Rule) bool {
				return r.ID == id && r.Enforcement == governance.EnforcementDeny
			}) {
				got[p.Name] = append(got[p.Name], id)
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("gates that stand open (-want +got):\n%s", diff)
	}
}

// TestEveryMatterIsDecidedByAPartyThatSomebodyActsFor: a matter of a party that the
// edition does not know could never be closed.
func TestEveryMatterIsDecidedByAPartyThatSomebodyActsFor(t *testing.T) {
	for _, p := range shipped(t) {
		e := facts.EditionOf(&p)
		for _, kind := range []string{party.KindException, party.KindIntegration, party.KindMigration, party.KindPlan, party.KindSystem} {
			for _, m := range party.Matters(kind, e.Measures) {
				for _, code := range m.Parties {
					if who, known := e.Parties.Find(code); !known || len(who.Groups) == 0 {
						t.Errorf("edition %s: %s of a %s is for %s to decide, for whom nobody acts", p.Name, m.Name, kind, code)
					}
				}
			}
		}
	}
}
