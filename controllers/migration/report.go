package migration

import (
	"fmt"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
)

// report is the whole status after a decision that s records. It binds to the
// object as it was read, so that no step is recorded on a state that another one
// has left.
func report(m *api.SystemMigration, s *api.SystemMigrationStatus, o observation, d migration.Decision, now []api.Content) kit.Report {
	return kit.Report{
		Exact:      true,
		Conditions: []metav1.Condition{advancing(m, s, d), onTime(s, o)},
		Fields: map[string]any{
			"state": s.State, "since": s.Since, "resume": s.Resume,
			"archived": s.Archived, "archive": s.Archive, "history": s.History,
			"contents": now, "obstacles": obstacles(m.Status.Obstacles, d, o), "measures": measures(o),
		},
	}
}

// step records a transition, once.
func step(s *api.SystemMigrationStatus, o observation, d migration.Decision) {
	at := metav1.NewTime(o.facts.Now.Truncate(1e9))
	s.History = append(s.History, api.TransitionRecord{
		Number: s.Archived + int32(len(s.History)) + 1, From: s.State, To: api.State(d.To), //nolint:gosec // a hundred at most
		At: at, Edition: o.book.Edition(), Note: d.Why,
	})
	s.State, s.Resume, s.Since = api.State(d.To), api.State(d.Resume), &at
}

// obstacles keep the moment since which they stand in the way.
func obstacles(before []api.Obstacle, d migration.Decision, o observation) []api.Obstacle {
	var all []api.Obstacle
	for _, x := range d.Obstacles {
		since := metav1.NewTime(o.facts.Now.Truncate(1e9))
		i := slices.IndexFunc(before, func(b api.Obstacle) bool {
			return b.Code == x.Code && b.Rule == x.Rule && b.Party == x.Party && string(b.Gate) == string(x.Gate)
		})
		if i >= 0 {
			since = before[i].Since
		}
		all = append(all, api.Obstacle{Gate: api.State(x.Gate), Code: x.Code, Rule: x.Rule, Party: x.Party, Since: since, Message: x.Message})
	}
	return all
}

func measures(o observation) []api.MeasureProgress {
	var all []api.MeasureProgress
	for _, m := range o.facts.Measures {
		waiting := slices.Concat(m.Rejected, m.Waiting)
		all = append(all, api.MeasureProgress{Number: int32(m.Number), Closed: m.Closed(), WaitingFor: waiting}) //nolint:gosec // fourteen
	}
	return all
}

// contents are what approvals bind to after the step that was taken.
func contents(m *api.SystemMigration, s *api.SystemMigrationStatus, o observation) ([]api.Content, error) {
	basis := o.basis
	basis.Steps = s.History
	hashes, err := facts.MigrationContents(m.Spec, basis)
	var all []api.Content
	for _, part := range migration.Parts {
		all = append(all, api.Content{Part: api.ContentPart(part), Hash: hashes[part]})
	}
	return all, err
}

// advancing sums up what stands between the migration and its goal.
func advancing(m *api.SystemMigration, s *api.SystemMigrationStatus, d migration.Decision) metav1.Condition {
	const kind = api.ConditionAdvancing
	switch {
	case slices.Contains(migration.Asides, migration.State(s.State)):
		return kit.False(kind, api.ReasonAside, "%s since %s%s", s.State, s.Since.UTC().Format("2006-01-02"), aside(m))
	case d.To != "":
		return kit.True(kind, api.ReasonStepTaken, "entered %s: %s", d.To, d.Why)
	case len(d.Obstacles) > 0:
		return kit.False(kind, api.ReasonGateShut, "%s", shutBy(d.Obstacles))
	}
	return kit.True(kind, api.ReasonGoalReached, "at %s, the goal is %s", s.State, m.Spec.Goal)
}

func aside(m *api.SystemMigration) string {
	switch {
	case m.Spec.Paused != nil:
		return ": " + m.Spec.Paused.Reason
	case m.Spec.Deferred != nil:
		return ": " + m.Spec.Deferred.Reason
	}
	return ""
}

// shutBy is the first obstacle, with the number of the others.
func shutBy(all []migration.Obstacle) string {
	text := fmt.Sprintf("gate %s is shut: %s", all[0].Gate, all[0].Message)
	if more := len(all) - 1; more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	return text
}

// onTime says whether a deadline of the rules has passed.
func onTime(s *api.SystemMigrationStatus, o observation) metav1.Condition {
	for _, d := range o.deadlines {
		if d.passed(s.State, o.facts.Today) {
			return kit.False(api.ConditionOnTime, api.ReasonDeadlinePassed,
				"it had to be %s by %s and is %s (%s, edition %s)", d.State, d.LastDay, s.State, d.Rule, o.book.Edition())
		}
	}
	return kit.True(api.ConditionOnTime, api.ReasonInTime, "no deadline of edition %s has passed", o.book.Edition())
}

// incomplete is the status of a migration about which nothing can be decided.
func incomplete(m *api.SystemMigration, o observation) kit.Report {
	s := m.Status
	return kit.Report{
		Exact: true,
		Conditions: []metav1.Condition{
			kit.False(api.ConditionAdvancing, api.ReasonIncomplete, "%s", o.incomplete),
			kit.Unknown(api.ConditionOnTime, api.ReasonIncomplete, "%s", o.incomplete),
		},
		Fields: map[string]any{
			"state": s.State, "since": s.Since, "resume": s.Resume,
			"archived": s.Archived, "archive": s.Archive, "history": s.History,
			"contents": s.Contents, "measures": s.Measures, "obstacles": s.Obstacles,
		},
	}
}
