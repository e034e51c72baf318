package why

import (
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	migration "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
	"github.com/govtech-kz/ikp/internal/text"
)

// ministry has three systems: one waits at a gate, one is where it shall be, and one
// is known to nobody.
func ministry() ([]migration.SystemMigration, []migration.MigrationPlan) {
	since := metav1.NewTime(time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC))
	esf := migration.SystemMigration{Spec: migration.SystemMigrationSpec{System: "esf"}, Status: migration.SystemMigrationStatus{
		State: migration.StateTesting, Since: &since, Obstacles: []migration.Obstacle{
			{Gate: migration.StateAccepted, Code: "NotAccepted", Rule: "C-6.1", Party: "GO", Since: since, Message: "the agency has not accepted the test migration; ask it for its word"},
			{Gate: migration.StateAccepted, Code: "DeltaMissing", Rule: "C-6.2", Party: "OPERATOR", Since: since, Message: "the last rehearsal applied no delta; rehearse again"},
		}}}
	goal := migration.SystemMigration{Spec: migration.SystemMigrationSpec{System: "goal"}, Status: migration.SystemMigrationStatus{State: migration.StatePreparing, Since: &since}}
	plan := migration.MigrationPlan{Spec: migration.MigrationPlanSpec{Items: []migration.PlanItem{
		{System: "esf", Wave: "move-2026-w03", Cutover: "2027-04-11", BindingConstraint: "Cutover: Calendar cutover/minfin/tax-returns-2027; Resource team/minfin; Resource operator"},
		{System: "goal", Cutover: "2027-05-11"},
	}}}
	return []migration.SystemMigration{esf, goal}, []migration.MigrationPlan{plan}
}

func TestTheMoveOfASystem(t *testing.T) {
	t.Parallel()
	for _, system := range []string{"esf", "goal", "unknown"} {
		for _, lang := range []text.Language{text.English, text.Russian, text.Kazakh} {
			t.Run(system+" in "+string(lang), func(t *testing.T) {
				t.Parallel()
				moves, plans := ministry()
				var out strings.Builder
				if err := (page{text.For(lang), cmdutil.Colours{}, "tenancy"}).move(&out, moveOf(system, moves, plans)); err != nil {
					t.Fatal(err)
				}
				golden.Check(t, "move-"+system+"."+string(lang)+".txt", out.String())
			})
		}
	}
}

func TestASystemWaitsAtAShutGate(t *testing.T) {
	t.Parallel()
	moves, plans := ministry()
	for system, want := range map[string]bool{"esf": true, "goal": false, "unknown": false} {
		if got := moveOf(system, moves, plans).waits(); got != want {
			t.Errorf("%s waits: %t, want %t", system, got, want)
		}
	}
	if (*Move)(nil).waits() {
		t.Error("what does not move waits")
	}
}
