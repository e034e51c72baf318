package migration

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// spoken are all measures but the last, with their parties in the edition of 2026.
var spoken = []struct {
	matter  string
	parties []string
}{
	{"measure-01", []string{"GO"}}, {"measure-02", []string{"SI", "OPERATOR", "GO"}}, {"measure-03", []string{"SI"}},
	{"measure-04", []string{"SI"}}, {"measure-05", []string{"GO", "CPCP"}}, {"measure-06", []string{"GO", "SUPPLIER", "CDT"}},
	{"measure-07", []string{"GO", "MINAI", "SUPPLIER"}}, {"measure-08", []string{"GO"}}, {"measure-09", []string{"OPERATOR"}},
	{"measure-10", []string{"OPERATOR"}}, {"measure-11", []string{"OPERATOR"}}, // The ministry's word under the name that it had in 2022 counts as well.
	{"measure-12", []string{"GO", "MDAI", "SUPPLIER"}},
}

func TestASystemMovesFromTheFirstGateToTheLast(t *testing.T) {
	clock := clocktesting.NewFakePassiveClock(now)
	start(t, clock)
	w := newWorld(t)
	w.prepare()
	m := w.move(api.StateClosed)
	w.reaches(m, api.StateRegistered)
	o := w.isShutBy(m, migration.CodeMeasureOpen, "GO")
	if o.Rule != "KZ-MIG-P01" || o.Gate != api.StateAudited {
		t.Errorf("the first gate is shut by %+v", o)
	}
	for _, s := range spoken {
		for _, party := range s.parties {
			w.says(m, party, s.matter, governance.DecisionApproved)
		}
	}
	w.reaches(m, api.StateReplicating)
	w.isShutBy(m, migration.CodeNotRehearsed, "OPERATOR")
	// Nobody can accept, or testify the end of, what nobody has seen.
	w.says(m, "GO", migration.MatterAcceptance, governance.DecisionApproved)
	w.says(m, "OPERATOR", migration.MatterSourceDisabled, governance.DecisionApproved)
	w.create(&api.Rehearsal{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: "first"}, Spec: api.RehearsalSpec{
		Migration: "esf", SourceSite: w.room(), Environment: "dev", StartedAt: metav1.NewTime(now), EndedAt: metav1.NewTime(now), FullBytes: 1, DeltaApplied: true, DeltaBytes: 1,
		RollbackTried: true, Results: []api.CriterionResult{{Name: "rows-equal", Passed: true}},
	}})
	w.reaches(m, api.StateTesting)
	w.isShutBy(m, migration.CodeNotAccepted, "GO")
	for _, party := range []string{"GO", "SUPPLIER", "OPERATOR"} {
		w.says(m, party, "measure-13", governance.DecisionApproved)
	}
	w.says(m, "GO", migration.MatterAcceptance, governance.DecisionApproved)
	w.reaches(m, api.StateCuttingOver)
	w.says(m, "OPERATOR", "measure-14", governance.DecisionApproved)
	w.reaches(m, api.StateHypercare)
	w.isShutBy(m, migration.CodeHypercare, "OPERATOR")
	w.isShutBy(m, migration.CodeSourceRuns, "OPERATOR")
	w.says(m, "OPERATOR", migration.MatterSourceDisabled, governance.DecisionApproved)
	for _, matter := range []string{migration.MatterDecommissionPlanned, migration.MatterDecommissioned, migration.MatterDataDestroyed} {
		w.says(m, "GO", matter, governance.DecisionApproved)
	}
	clock.SetTime(now.Add(15 * 24 * time.Hour))
	w.poke(m)
	w.reaches(m, api.StateClosed)
	w.recordedOnce(m)
}

// poke lets the controller look again, as it does every minute.
func (w world) poke(m *api.SystemMigration) {
	w.t.Helper()
	patch := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"window":{"maxOutageMinutes":30}}}`))
	if err := w.cp.Client.Patch(w.t.Context(), m, patch); err != nil {
		w.t.Fatal(err)
	}
}

// recordedOnce checks that the history is the way, each step once and in order.
func (w world) recordedOnce(m *api.SystemMigration) {
	w.t.Helper()
	var got []api.State
	for i, h := range m.Status.History {
		if int(h.Number) != i+1 || h.Edition != "digital-code-2026" || i > 0 && h.From != m.Status.History[i-1].To {
			w.t.Errorf("step %d is %+v", i+1, h)
		}
		got = append(got, h.To)
	}
	var want []api.State
	for _, s := range migration.Way {
		want = append(want, api.State(s))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		w.t.Errorf("history (-want +got):\n%s", diff)
	}
}

func TestARejectedMeasureShutsTheGateUntilThePartyApproves(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	m := w.move(api.StateAudited)
	w.reaches(m, api.StateRegistered)
	w.says(m, "GO", "measure-01", governance.DecisionRejected)
	w.isShutBy(m, migration.CodeMeasureRejected, "GO")
	// The API counts in seconds, and of two words of one second the refusal counts.
	spoke := time.Now()
	controlplane.Eventually(t, "the second is over", func() bool { return time.Since(spoke) > time.Second })
	w.says(m, "GO", "measure-01", governance.DecisionApproved)
	w.reaches(m, api.StateAudited)
}

func TestAMigrationOfASystemThatDoesNotExistSaysSo(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	m := &api.SystemMigration{ObjectMeta: metav1.ObjectMeta{Namespace: w.ns, Name: "ghost"},
		Spec: api.SystemMigrationSpec{System: "ghost", Programme: w.agency}}
	w.create(m)
	const want = "InformationSystem ghost does not exist; create it or correct the migration"
	var got string
	controlplane.Eventually(t, "the migration says what is missing", func() bool {
		w.read(m)
		if c := apimeta.FindStatusCondition(m.Status.Conditions, api.ConditionAdvancing); c != nil {
			got = c.Message
		}
		return got == want
	})
}

func TestAPausedMigrationSaysWhy(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	m := w.move(api.StateAudited)
	w.reaches(m, api.StateRegistered)
	m.Spec.Paused = &api.Aside{Reason: "the supplier is on leave"}
	if err := w.cp.Client.Update(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	w.reaches(m, api.StatePaused)
	m.Spec.Paused = nil
	if err := w.cp.Client.Update(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	w.reaches(m, api.StateRegistered)
	if n := len(m.Status.History); n != 3 {
		t.Errorf("%d steps are recorded, want 3: %+v", n, m.Status.History)
	}
}

// TestALongHistoryIsArchivedAndEveryStepStaysOnRecordOnce: a migration that has been
// paused again and again goes on, and its steps lie in records that follow from
// each other.
func TestALongHistoryIsArchivedAndEveryStepStaysOnRecordOnce(t *testing.T) {
	w := newWorld(t)
	m := w.move(api.StateAudited)
	since := metav1.NewTime(now)
	var history []api.TransitionRecord
	for i := range int32(2*chunk + 7) {
		step := api.TransitionRecord{Number: i + 1, From: api.StateRegistered, To: api.StatePaused, At: since, Edition: "digital-code-2026"}
		if i%2 == 1 {
			step.From, step.To = step.To, step.From
		}
		history = append(history, step)
	}
	status := kit.StatusWriter{Client: w.cp.Client, Owner: name, Clock: clocktesting.NewFakePassiveClock(now)}
	if err := status.Apply(t.Context(), m, kit.Report{Fields: map[string]any{
		"state": api.StateRegistered, "since": since, "history": history}}); err != nil {
		t.Fatal(err)
	}
	start(t, clocktesting.NewFakePassiveClock(now))
	w.says(m, "GO", "measure-01", governance.DecisionApproved)
	w.reaches(m, api.StateAudited)
	var records api.MigrationRecordList
	if err := w.cp.Client.List(t.Context(), &records, client.InNamespace(w.ns)); err != nil {
		t.Fatal(err)
	}
	if len(records.Items) != 1 || m.Status.Archived != chunk || m.Status.Archive != records.Items[0].Spec.Hash {
		t.Fatalf("%d records; archived are %d, up to %q", len(records.Items), m.Status.Archived, m.Status.Archive)
	}
	for i, step := range append(records.Items[0].Spec.Steps, m.Status.History...) {
		if int(step.Number) != i+1 {
			t.Fatalf("step %d is number %d", i+1, step.Number)
		}
	}
	hash, err := facts.Hash([]any{"", records.Items[0].Spec.Steps})
	if err != nil || hash != records.Items[0].Spec.Hash {
		t.Errorf("the record has the hash %s, want %s (%v)", records.Items[0].Spec.Hash, hash, err)
	}
}
