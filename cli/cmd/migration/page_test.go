package migration

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

var friday = metav1.NewTime(time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC))

func TestPages(t *testing.T) {
	t.Parallel()
	shut := []api.Obstacle{
		{Gate: api.StateReplicating, Code: "MeasureOpen", Rule: "KZ-MIG-P08", Party: "GO", Since: friday, Message: "measure 8 waits for GO (KZ-MIG-P08)"},
		{Gate: api.StateReplicating, Code: "PilotOpen", Rule: "KZ-MIG-PLT", Party: "OPERATOR", Since: friday, Message: "the pilot is not accepted (KZ-MIG-PLT)"},
	}
	steps := []api.TransitionRecord{
		{Number: 1, To: api.StateRegistered, At: friday, Edition: "digital-code-2026", Note: "it is known"},
		{Number: 2, From: api.StateRegistered, To: api.StateAudited, At: friday, Edition: "digital-code-2026", Note: "its gate is open"},
	}
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			streams, _, _, _ := cmdutil.TestIO()
			f := cmdutil.New("ikpctl", streams, func(string) string { return lang })
			var gate, history strings.Builder
			if err := obstacles(&gate, f, shut); err != nil {
				t.Fatal(err)
			}
			if err := (&HistoryOptions{Factory: f}).table(steps).Write(&history); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "gate."+lang+".txt", gate.String())
			golden.Check(t, "history."+lang+".txt", history.String())
		})
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	before := api.SystemMigrationSpec{System: "esf", Payer: "the ministry", Criteria: []api.Criterion{{Name: "old", Text: "old"}}}
	fields := Fields{Stage: 3, Environment: "prod", Criteria: []string{"rows-equal=as many rows"}, Window: "2026-12-05 22:00..2026-12-06 04:00", Outage: 30,
		Given: map[string]bool{"stage": true, "env": true, "criterion": true, "window": true}}
	if err := fields.apply(&before); err != nil {
		t.Fatal(err)
	}
	stage := int32(3)
	want := api.SystemMigrationSpec{System: "esf", Payer: "the ministry", Stage: &stage, Environment: "prod",
		Criteria: []api.Criterion{{Name: "rows-equal", Text: "as many rows"}},
		Window: &api.CutoverWindow{From: metav1.NewTime(time.Date(2026, 12, 5, 17, 0, 0, 0, time.UTC)),
			To: metav1.NewTime(time.Date(2026, 12, 5, 23, 0, 0, 0, time.UTC)), MaxOutageMinutes: 30}}
	if diff := cmp.Diff(want, before, cmp.Comparer(func(a, b metav1.Time) bool { return a.Equal(&b) })); diff != "" {
		t.Errorf("spec (-want +got):\n%s", diff)
	}
}

func TestFieldsThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]Fields{
		"a window without an end":    {Window: "2026-12-05 22:00", Given: map[string]bool{"window": true}},
		"a window that is no time":   {Window: "tomorrow..2026-12-06 04:00", Given: map[string]bool{"window": true}},
		"a criterion without a text": {Criteria: []string{"rows"}, Given: map[string]bool{"criterion": true}},
	} {
		if err := v.apply(&api.SystemMigrationSpec{}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestNext(t *testing.T) {
	t.Parallel()
	for at, want := range map[api.State]api.State{
		api.StateRegistered: api.StateAudited, api.StateDecommissioning: api.StateClosed,
		api.StateClosed: api.StateClosed, api.StatePaused: api.StatePaused,
	} {
		m := &api.SystemMigration{}
		m.Status.State = at
		if got := next(m); got != want {
			t.Errorf("after %s comes %s, want %s", at, got, want)
		}
	}
}
