package migration

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// shut is an obstacle without its words and its moment.
type shut struct {
	Gate              api.State
	Code, Rule, Party string
}

// isShut waits until exactly these obstacles stand in the way, and holds each to its
// message and moment.
func (w world) isShut(m *api.SystemMigration, want ...shut) {
	w.t.Helper()
	var got []shut
	defer func() {
		if diff := cmp.Diff(want, got); diff != "" {
			w.t.Errorf("obstacles (-want +got):\n%s", diff)
		}
	}()
	controlplane.Eventually(w.t, "the gate is shut as expected", func() bool {
		w.read(m)
		got = nil
		for _, o := range m.Status.Obstacles {
			if o.Message == "" || o.Since.IsZero() {
				w.t.Fatalf("an obstacle leaves something open: %+v", o)
			}
			got = append(got, shut{o.Gate, o.Code, o.Rule, o.Party})
		}
		return cmp.Equal(want, got)
	})
}

// said lets every party approve the measures up to one.
func (w world) said(m *api.SystemMigration, upTo string) {
	w.t.Helper()
	for _, s := range spoken {
		for _, party := range s.parties {
			if s.matter <= upTo {
				w.says(m, party, s.matter, governance.DecisionApproved)
			}
		}
	}
}

func (w world) change(o client.Object, patch string) {
	w.t.Helper()
	if err := w.cp.Client.Patch(w.t.Context(), o, client.RawPatch("application/merge-patch+json", []byte(patch))); err != nil {
		w.t.Fatal(err)
	}
}

// TestAMoveBeginsOnlyWhenItsBodyItsSiteAndItsStageAllowIt: a body that may join, at a
// data centre that may stay, of which nobody knows the stage.
func TestAMoveBeginsOnlyWhenItsBodyItsSiteAndItsStageAllowIt(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	w.change(builders.Agency(w.agency, nil), `{"spec":{"participation":"Voluntary"}}`)
	site := &api.SourceSite{ObjectMeta: metav1.ObjectMeta{Name: w.agency}, Spec: api.SourceSiteSpec{
		Names: tenancy.Names{EN: "own"}, Agency: w.agency, DataCentre: "Yes", UsefulLifeEndsOn: "2030-06-30",
		Conformance832: &api.Conformance832{Document: "act 1", Edition: "2023-02-10", ValidFrom: "2024-01-01", ValidUntil: "2027-01-01"},
	}}
	audit := answered(w.ns, api.DispositionWriteOff)
	w.create(site, audit)
	m := w.move(api.StatePreparing)
	w.change(m, `{"spec":{"stage":null,"sourceSite":"`+w.agency+`"}}`)
	w.said(m, "measure-04")
	const gate = api.StatePreparing
	w.isShut(m,
		shut{gate, migration.CodeNotForMove, "KZ-MIG-P02", "SI"},
		shut{gate, migration.CodeConsentMissing, "C-7.6", "GO"},
		shut{gate, migration.CodeStageMissing, "KZ-PLT-84", "SI"},
		shut{gate, migration.CodeSiteConforms, "KZ-DC-EXC", "GO"},
		shut{gate, migration.CodeUsefulLife, "KZ-DC-LIFE", "GO"})
	w.change(audit, `{"spec":{"disposition":"Move"}}`)
	// The integrator has approved another audit than that which is there now.
	w.isShutBy(m, migration.CodeMeasureOpen, "SI")
	w.said(m, "measure-04")
	w.change(m, `{"spec":{"stage":6}}`)
	w.says(m, "GO", migration.MatterConsent, governance.DecisionApproved)
	w.reaches(m, gate)
}

// TestAMoveDoesNotBeginFromAnUnknownSite: one that nobody has named, that is on no
// record, or of which nobody has said what it is.
func TestAMoveDoesNotBeginFromAnUnknownSite(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	w.create(answered(w.ns, api.DispositionMove))
	m := w.move(api.StatePreparing)
	site := &api.SourceSite{ObjectMeta: metav1.ObjectMeta{Name: w.room()}}
	w.change(site, `{"spec":{"dataCentre":"Unknown"}}`)
	says := func(message string) {
		t.Helper()
		w.said(m, "measure-04")
		want := "nobody knows whether the system may stay where it is: " + message + " (KZ-DC-EXC)"
		controlplane.Eventually(t, want, func() bool {
			w.read(m)
			return len(m.Status.Obstacles) == 1 && m.Status.Obstacles[0].Message == want
		})
		w.isShut(m, shut{api.StatePreparing, migration.CodeSiteUnknown, "KZ-DC-EXC", "GO"})
	}
	says("SourceSite " + w.room() + " does not say whether it is a data centre; set its spec.dataCentre")
	w.change(m, `{"spec":{"sourceSite":null}}`)
	says("no site is named; record it as a SourceSite and set spec.sourceSite")
	w.change(m, `{"spec":{"sourceSite":"`+w.agency+`-ghost"}}`)
	says("SourceSite " + w.agency + "-ghost does not exist; record the site or correct spec.sourceSite")
	w.change(m, `{"spec":{"sourceSite":"`+w.room()+`"}}`)
	w.said(m, "measure-04")
	w.change(site, `{"spec":{"dataCentre":"No"}}`)
	w.reaches(m, api.StatePreparing)
}

// TestNothingReplicatesUnpaidUnpreparedOrBeforeThePilot: what is missing is told all
// at once, each with its party.
func TestNothingReplicatesUnpaidUnpreparedOrBeforeThePilot(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	programme := &api.MigrationProgramme{ObjectMeta: metav1.ObjectMeta{Name: w.agency}}
	w.change(programme, `{"spec":{"endsOn":"2026-11-21","pilot":{"until":"2026-12-31"}}}`)
	w.create(answered(w.ns, api.DispositionMove))
	m := w.move(api.StateReplicating)
	w.said(m, "measure-12")
	w.reaches(m, api.StatePreparing)
	const gate = api.StateReplicating
	missing := []shut{
		{gate, migration.CodeUnfunded, "KZ-MIG-P08", "GO"},
		{gate, migration.CodeBeyondHorizon, "KZ-MIG-P07", "GO"},
		{gate, migration.CodeEnvironmentMissing, "KZ-MIG-P10", "OPERATOR"},
		{gate, migration.CodeQuotaShort, "C-1.3", "OPERATOR"},
		{gate, migration.CodePilotOpen, "KZ-MIG-PLT", "OPERATOR"},
	}
	w.isShut(m, missing...)
	w.change(programme, `{"spec":{"endsOn":"2028-12-31","pilot":{"results":["works"],"acceptance":"act 3"}}}`)
	w.isShut(m, missing[0], missing[2], missing[3])
	w.change(m, `{"spec":{"payer":"the ministry"}}`)
	// Who pays is part of what was approved: the measures of the preparation are open again.
	w.isShutBy(m, migration.CodeMeasureOpen, "CPCP")
	w.furnish()
	w.said(m, "measure-12")
	w.reaches(m, gate)
}

// TestNothingIsAcceptedWithoutAProtocolThatHoldsNorScheduledIntoAFreeze: a protocol of
// information security that has expired shuts the gate again.
func TestNothingIsAcceptedWithoutAProtocolThatHoldsNorScheduledIntoAFreeze(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	w.create(answered(w.ns, api.DispositionMove), &api.ChangeCalendar{ObjectMeta: metav1.ObjectMeta{Name: w.agency}, Spec: api.ChangeCalendarSpec{
		Freezes: []api.Freeze{{Name: "elections", From: "2026-11-20", To: "2026-11-30", Reason: "elections"}}}})
	w.furnish()
	w.change(&api.MigrationProgramme{ObjectMeta: metav1.ObjectMeta{Name: w.agency}}, `{"spec":{"calendar":"`+w.agency+`"}}`)
	m := w.move(api.StateCuttingOver)
	w.change(m, `{"spec":{"environment":"prod"}}`)
	w.said(m, "measure-12")
	w.reaches(m, api.StateReplicating)
	w.create(&api.Rehearsal{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: "first"}, Spec: api.RehearsalSpec{
		Migration: "esf", SourceSite: w.room(), Environment: "prod", StartedAt: metav1.NewTime(now), EndedAt: metav1.NewTime(now), FullBytes: 1, DeltaApplied: true, DeltaBytes: 1,
		RollbackTried: true, Results: []api.CriterionResult{{Name: "rows-equal", Passed: true}}}})
	for _, party := range []string{"GO", "SUPPLIER", "OPERATOR"} {
		w.says(m, party, "measure-13", governance.DecisionApproved)
	}
	w.says(m, "GO", migration.MatterAcceptance, governance.DecisionApproved)
	w.isShut(m, shut{api.StateAccepted, migration.CodeClearanceMissing, "KZ-IB-40", "GO"})
	tested := func(name string, until tenancy.Date) {
		c := builders.Clearance(name, w.agency, "esf", func(s *governance.SecurityClearanceSpec) { s.ValidUntil = until })
		if err := w.cp.As("sanat", "ikp:security-service").Create(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	tested("old", tenancy.Date(now.AddDate(0, 0, -1).Format(time.DateOnly)))
	w.isShut(m, shut{api.StateAccepted, migration.CodeClearanceMissing, "KZ-IB-40", "GO"})
	tested("new", "2027-11-22")
	w.reaches(m, api.StateAccepted)
	w.isShut(m, shut{api.StateCutoverScheduled, migration.CodeFrozen, "KZ-MIG-P14", "GO"})
	w.change(builders.System("esf", w.agency, nil), `{"spec":{"dependencies":[{"agency":"`+w.agency+`","name":"tax"}]}}`)
	w.change(&api.ChangeCalendar{ObjectMeta: metav1.ObjectMeta{Name: w.agency}}, `{"spec":{"freezes":null}}`)
	w.isShut(m, shut{api.StateCuttingOver, migration.CodeDependencyAdrift, "KZ-MIG-P14", "SI"})
	w.create(builders.System("tax", w.agency, func(s *tenancy.InformationSystemSpec) { s.Category = tenancy.CategoryNotMoved }))
	w.reaches(m, api.StateCuttingOver)
}
