package programme

import (
	"slices"
	"strings"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
)

// TestOneSystemGoesThroughTheWholeProgramme: for every matter somebody of another
// party tries first and is refused, then somebody of the right one opens the gate.
func TestOneSystemGoesThroughTheWholeProgramme(t *testing.T) {
	w := newWorld(t)
	m := w.move()
	w.reaches(m, api.StateRegistered)
	w.anExceptionCounts()
	w.opensAGate(m)
	for _, measure := range w.edition.Measures {
		if measure.Gate == migration.Accepted || measure.Gate == migration.Published {
			continue // what is tested and published is said further down
		}
		w.decided(m, migration.MeasureMatter(measure.Number))
	}
	w.reaches(m, api.StateReplicating)
	w.as(timur, w.rehearsal())
	w.reaches(m, api.StateTesting)
	for _, measure := range w.edition.Measures {
		if measure.Gate == migration.Accepted {
			w.decided(m, migration.MeasureMatter(measure.Number))
		}
	}
	w.decided(m, migration.MatterAcceptance)
	w.reaches(m, api.StateCuttingOver)
	w.decided(m, migration.MeasureMatter(14))
	w.reaches(m, api.StateHypercare)
	for _, matter := range []string{
		migration.MatterSourceDisabled, migration.MatterDecommissionPlanned, migration.MatterDecommissioned, migration.MatterDataDestroyed,
	} {
		w.decided(m, matter)
	}
	w.clock.Step(15 * 24 * time.Hour)
	w.poke(m)
	w.reaches(m, api.StateClosed)
	w.recordedOnce(m)
}

// move is the system's migration, made by the migration team. Its window is open
// now, and its goal is the end.
func (w world) move() *api.SystemMigration {
	stage := int32(3)
	now := w.clock.Now()
	m := &api.SystemMigration{ObjectMeta: metav1.ObjectMeta{Namespace: home, Name: "esf"}, Spec: api.SystemMigrationSpec{
		System: "esf", Programme: "unified", Stage: &stage, SourceSite: "minfin-room", Environment: "prod", Payer: "the ministry", Goal: api.StateClosed,
		Criteria: []api.Criterion{{Name: "rows-equal", Text: "as many rows as before"}},
		Window:   &api.CutoverWindow{From: metav1.NewTime(now.Add(-time.Hour)), To: metav1.NewTime(now.Add(time.Hour))},
	}}
	w.as(marat, m)
	return m
}

func (w world) rehearsal() client.Object {
	now := metav1.NewTime(w.clock.Now())
	return &api.Rehearsal{ObjectMeta: metav1.ObjectMeta{Namespace: home, Name: "first"}, Spec: api.RehearsalSpec{
		Migration: "esf", SourceSite: "minfin-room", Environment: "prod", StartedAt: now, EndedAt: now, FullBytes: 1, DeltaApplied: true, DeltaBytes: 1, RollbackTried: true,
		Results: []api.CriterionResult{{Name: "rows-equal", Passed: true}},
	}}
}

// decided lets every responsible party approve a matter, after somebody else has
// tried in its name and under his own.
func (w world) decided(m *api.SystemMigration, matter string) {
	w.t.Helper()
	found, known := party.Find(party.Matters(party.KindMigration, w.edition.Measures), matter)
	if !known {
		w.t.Fatalf("edition %s has no matter %s", w.edition.Name, matter)
	}
	for _, code := range found.Parties {
		right, wrong := w.speaker(code), w.stranger(found)
		w.refused(wrong, w.word(m, matter, code), "NotOfParty")
		w.refused(wrong, w.word(m, matter, w.partyOf(wrong)), "NotResponsible")
		w.as(right, w.word(m, matter, code))
	}
}

// speaker is somebody who acts for a party.
func (w world) speaker(code string) person {
	w.t.Helper()
	p, known := w.edition.Parties.Find(code)
	if !known {
		w.t.Fatalf("edition %s has no party %s", w.edition.Name, code)
	}
	return person{"one-of-" + strings.ToLower(code), p.GroupsFor(agency)[0]}
}

// stranger is somebody who acts for another party.
func (w world) stranger(matter party.Matter) person {
	w.t.Helper()
	i := slices.IndexFunc(w.edition.Parties, func(p party.Party) bool {
		return !slices.ContainsFunc(matter.Parties, func(code string) bool { return w.edition.Parties.Canonical(code) == p.Code })
	})
	return w.speaker(w.edition.Parties[i].Code)
}

func (w world) partyOf(p person) string {
	for _, candidate := range w.edition.Parties {
		if candidate.ActsFor(agency, []string{p.group}) {
			return candidate.Code
		}
	}
	return ""
}

// word is an approval of what is there now.
func (w world) word(m *api.SystemMigration, matter, code string) *governance.Approval {
	w.t.Helper()
	w.read(m)
	part := api.ContentPart(migration.PartOf(matter))
	i := slices.IndexFunc(m.Status.Contents, func(c api.Content) bool { return c.Part == part })
	if i < 0 {
		w.t.Fatalf("the migration tells no hash of its part %s", part)
	}
	return &governance.Approval{ObjectMeta: metav1.ObjectMeta{Namespace: home, GenerateName: "word-"}, Spec: governance.ApprovalSpec{
		Subject: governance.Subject{Kind: party.KindMigration, Name: m.Name}, Matter: matter, Party: code,
		Decision: governance.DecisionApproved, ContentHash: m.Status.Contents[i].Hash,
		Evidence: []governance.EvidenceItem{{Title: "Act", Reference: "14 of today"}},
	}}
}

func (w world) refused(p person, a *governance.Approval, reason string) {
	w.t.Helper()
	if got := causes(p.client(w.t).Create(w.t.Context(), a)); got != reason {
		w.t.Errorf("%s (%s) says %s for %s: refused for %q, want %q", p.name, p.group, a.Spec.Matter, a.Spec.Party, got, reason)
	}
}

// poke lets the controller look again, as it does every minute.
func (w world) poke(m *api.SystemMigration) {
	w.t.Helper()
	patch := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"window":{"maxOutageMinutes":30}}}`))
	if err := marat.client(w.t).Patch(w.t.Context(), m, patch); err != nil {
		w.t.Fatal(err)
	}
}

// recordedOnce checks that the history is the way, each step once and in order.
func (w world) recordedOnce(m *api.SystemMigration) {
	w.t.Helper()
	var got []migration.State
	for i, h := range m.Status.History {
		if int(h.Number) != i+1 || h.Edition != w.edition.Name {
			w.t.Errorf("step %d is %+v", i+1, h)
		}
		got = append(got, migration.State(h.To))
	}
	if !slices.Equal(got, migration.Way) {
		w.t.Errorf("the way was %v", got)
	}
}

func TestAnotherAgencySeesNothingOfIt(t *testing.T) {
	other := person{"bolat", "ikp:agency:mzdrav:admin"}.client(t)
	for _, list := range []client.ObjectList{
		&api.SystemMigrationList{}, &api.MigrationPlanList{}, &api.IntegrationRequestList{}, &api.SystemAssessmentList{},
		&api.MigrationWaveList{}, &governance.ApprovalList{}, &governance.ResidencyExceptionList{},
	} {
		for _, ns := range []string{home, ""} {
			if err := other.List(t.Context(), list, client.InNamespace(ns)); !apierrors.IsForbidden(err) {
				t.Errorf("another agency's admin lists %T in %q: %v", list, ns, err)
			}
		}
	}
}
