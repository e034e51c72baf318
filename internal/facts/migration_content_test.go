package facts_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
)

// resting is a migration with all that its words rest on.
type resting struct {
	move  api.SystemMigration
	basis facts.Basis
}

func rehearsed() resting {
	at := metav1.NewTime(time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC))
	return resting{
		api.SystemMigration{ObjectMeta: metav1.ObjectMeta{Name: "esf"}, Spec: api.SystemMigrationSpec{System: "esf", Programme: "unified", Environment: "prod", SourceSite: "room"}},
		facts.Basis{
			Assessment: &api.SystemAssessment{Spec: api.SystemAssessmentSpec{System: "esf", Disposition: api.DispositionMove}},
			Rehearsal:  &api.Rehearsal{ObjectMeta: metav1.ObjectMeta{Name: "first"}, Spec: api.RehearsalSpec{Migration: "esf", EndedAt: at}},
			Steps:      []api.TransitionRecord{{To: api.StateCuttingOver, At: at}, {To: api.StatePublished, At: at}},
		},
	}
}

func TestWordsAreAskedForAgainWhenWhatTheyRestOnChanges(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*resting)
		again  []migration.Part
	}{
		"nothing changes": {func(*resting) {}, nil},
		"an answer of the audit changes": {func(r *resting) {
			r.basis.Assessment.Spec.Answers = []api.QuestionAnswer{{Question: "virtual", Answer: "no"}}
		}, []migration.Part{migration.Audit}},
		"the audit comes later than the word":         {func(r *resting) { r.basis.Assessment = nil }, []migration.Part{migration.Audit}},
		"the system is rehearsed later than the word": {func(r *resting) { r.basis.Rehearsal = nil }, []migration.Part{migration.Trial}},
		"it is rehearsed once more":                   {func(r *resting) { r.basis.Rehearsal.Name = "second" }, []migration.Part{migration.Trial}},
		"it goes over later than the word":            {func(r *resting) { r.basis.Steps = nil }, []migration.Part{migration.Result}},
		"it goes over once more": {func(r *resting) {
			r.basis.Steps = append(r.basis.Steps, api.TransitionRecord{To: api.StateCuttingOver, At: metav1.NewTime(r.basis.Steps[0].At.Add(time.Hour))})
		}, []migration.Part{migration.Result}},
		"it is to move elsewhere": {func(r *resting) { r.move.Spec.Environment = "other" },
			[]migration.Part{migration.Preparation, migration.Trial, migration.Result}},
		"the criteria change": {func(r *resting) { r.move.Spec.Criteria = []api.Criterion{{Name: "fast"}} }, []migration.Part{migration.Trial}},
		"only its goal and window change": {func(r *resting) {
			r.move.Spec.Goal, r.move.Spec.Window = api.StateClosed, &api.CutoverWindow{}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			before, after := rehearsed(), rehearsed()
			tc.change(&after)
			was, is := hashes(t, before), hashes(t, after)
			var again []migration.Part
			for _, part := range migration.Parts {
				if was[part] != is[part] {
					again = append(again, part)
				}
			}
			if diff := cmp.Diff(tc.again, again); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
		})
	}
}

func hashes(t *testing.T, r resting) map[migration.Part]string {
	t.Helper()
	all, err := facts.MigrationContents(r.move.Spec, r.basis)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOnlyARehearsalOfThisMoveCounts(t *testing.T) {
	for name, tc := range map[string]struct {
		rehearsal api.RehearsalSpec
		want      bool
	}{
		"one of the move as it is counts":       {api.RehearsalSpec{Migration: "esf", Environment: "prod", SourceSite: "room"}, true},
		"one of another migration does not":     {api.RehearsalSpec{Migration: "tax", Environment: "prod", SourceSite: "room"}, false},
		"one into another environment does not": {api.RehearsalSpec{Migration: "esf", Environment: "test", SourceSite: "room"}, false},
		"one from another site does not":        {api.RehearsalSpec{Migration: "esf", Environment: "prod"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			move := rehearsed().move
			if got := facts.RehearsalCounts(&api.Rehearsal{Spec: tc.rehearsal}, &move); got != tc.want {
				t.Errorf("counts = %t, want %t", got, tc.want)
			}
		})
	}
}
