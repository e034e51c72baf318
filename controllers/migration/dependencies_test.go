package migration

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// TestASystemWaitsForWhatItDependsOnUntilSomebodyKnowsWhereThatRuns: who has no
// migration may stay outside or have come to the platform by another way.
func TestASystemWaitsForWhatItDependsOnUntilSomebodyKnowsWhereThatRuns(t *testing.T) {
	w := newWorld(t)
	outside := func(s *tenancy.InformationSystemSpec) { s.Category = tenancy.CategoryNotMoved }
	uncategorised := func(s *tenancy.InformationSystemSpec) { s.Category = "" }
	w.create(
		builders.System("stays", w.agency, outside), builders.System("adrift", w.agency, nil),
		builders.System("unsorted", w.agency, uncategorised), builders.System("running", w.agency, nil),
		builders.System("tried", w.agency, nil), builders.System("moving", w.agency, nil),
		builders.System("beside", w.agency, nil), builders.System("over", w.agency, nil),
		builders.System("planned", w.agency, nil))
	w.runs("running", tenancy.EnvironmentProduction)
	w.runs("tried", tenancy.EnvironmentTest)
	w.moves("moving", api.StateTesting)
	w.moves("beside", api.StateTesting)
	w.moves("over", api.StateHypercare)
	ref := func(name string) tenancy.SystemReference {
		return tenancy.SystemReference{Agency: w.agency, Name: name}
	}
	w.create(&api.MigrationWave{ObjectMeta: metav1.ObjectMeta{Name: w.agency}, Spec: api.MigrationWaveSpec{
		Programme: w.agency, Kind: api.WavePilot, From: "2026-12-01", To: "2026-12-31", Systems: []tenancy.SystemReference{ref("esf"), ref("beside"), ref("planned")}}})
	r := &reconciler{client: w.cp.Client}
	_, profile, err := r.rules(t.Context(), calendar.Day(now))
	if err != nil {
		t.Fatal(err)
	}
	type waits struct{ Old, Adrift []string }
	for name, tc := range map[string]struct {
		on   string
		want waits
	}{
		"one whose category stays outside is not waited for":      {"stays", waits{}},
		"one in production on the platform is there":              {"running", waits{}},
		"one that has been published is there":                    {"over", waits{}},
		"one that moves is waited for":                            {"moving", waits{Old: []string{w.agency + "/moving"}}},
		"one that moves in the same wave goes over together":      {"beside", waits{}},
		"one that does not move yet is told by name":              {"adrift", waits{Adrift: []string{w.agency + "/adrift"}}},
		"one that is only planned for the same wave is, too":      {"planned", waits{Adrift: []string{w.agency + "/planned"}}},
		"one that is only tested on the platform is, too":         {"tried", waits{Adrift: []string{w.agency + "/tried"}}},
		"one of unknown category is not taken for one outside":    {"unsorted", waits{Adrift: []string{w.agency + "/unsorted"}}},
		"one that is on no record is not taken for one that runs": {"ghost", waits{Adrift: []string{w.agency + "/ghost"}}},
	} {
		t.Run(name, func(t *testing.T) {
			o := &observation{profile: profile}
			o.agency.Name = w.agency
			o.system.Spec.Dependencies = []tenancy.SystemReference{ref(tc.on)}
			if err := r.dependencies(t.Context(), &api.SystemMigration{Spec: api.SystemMigrationSpec{System: "esf"}}, o); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, waits{o.facts.Dependencies, o.facts.Adrift}); diff != "" {
				t.Errorf("waits (-want +got):\n%s", diff)
			}
		})
	}
}

// runs makes a ready environment of a system.
func (w world) runs(system string, kind tenancy.EnvironmentType) {
	w.t.Helper()
	e := builders.Environment(system, w.agency, system, kind)
	w.create(e)
	status := kit.StatusWriter{Client: w.cp.Client, Owner: "test", Clock: clocktesting.NewFakePassiveClock(now)}
	if err := status.Apply(w.t.Context(), e, kit.Report{Conditions: []metav1.Condition{kit.True(tenancy.ConditionReady, "AsRequested", "ready")}}); err != nil {
		w.t.Fatal(err)
	}
}

// moves makes a migration of a system that is in a state.
func (w world) moves(system string, state api.State) {
	w.t.Helper()
	m := &api.SystemMigration{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: system},
		Spec: api.SystemMigrationSpec{System: system, Programme: w.agency}}
	w.create(m)
	status := kit.StatusWriter{Client: w.cp.Client, Owner: "test", Clock: clocktesting.NewFakePassiveClock(now)}
	if err := status.Apply(w.t.Context(), m, kit.Report{Fields: map[string]any{"state": state, "since": metav1.NewTime(now)}}); err != nil {
		w.t.Fatal(err)
	}
}
