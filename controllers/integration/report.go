package integration

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/kit"
)

// report is the whole status of a request.
func report(o observation) kit.Report {
	var step api.IntegrationStep
	var holder string
	if open := o.progress.Open; open != nil {
		step, holder = api.IntegrationStep(open.Name), open.Party
	}
	return kit.Report{
		Conditions: []metav1.Condition{accessGiven(o), onTime(o)},
		Fields: map[string]any{
			"step": step, "holder": holder, "dueOn": tenancy.Date(o.dueOn), "contentHash": o.hash, "steps": steps(o.progress),
		},
	}
}

func steps(p integration.Progress) []api.StepRecord {
	all := make([]api.StepRecord, 0, len(p.Steps))
	for _, r := range p.Steps {
		all = append(all, api.StepRecord{Step: api.IntegrationStep(r.Name), Party: r.Party, Since: moment(r.Since), DoneAt: moment(r.Done)})
	}
	return all
}

// moment is nil for what has not come.
func moment(t time.Time) *metav1.Time {
	if t.IsZero() {
		return nil
	}
	return &metav1.Time{Time: t}
}

func accessGiven(o observation) metav1.Condition {
	const kind = api.ConditionAccessGiven
	open := o.progress.Open
	switch {
	case open == nil:
		return kit.True(kind, api.ReasonAccessGiven, "access was given on %s", calendar.Day(o.progress.Given()))
	case open.Rejected:
		return kit.False(kind, api.ReasonStepRejected, "%s has refused step %s; mend what it names and ask it again", open.Party, open.Name)
	}
	return kit.False(kind, api.ReasonStepOpen, "step %s is held by %s since %s", open.Name, open.Party, calendar.Day(open.Since))
}

func onTime(o observation) metav1.Condition {
	const kind = api.ConditionOnTime
	switch {
	case o.dueOn == "":
		return kit.True(kind, api.ReasonInTime, "edition %s sets no term", o.edition)
	case o.late == 0:
		return kit.True(kind, api.ReasonInTime, "access is due by %s (%s, edition %s)", o.dueOn, integration.Rule, o.edition)
	case o.progress.Open == nil:
		return kit.False(kind, api.ReasonTermPassed, "access was due by %s and given %d days later (%s, edition %s)",
			o.dueOn, o.late, integration.Rule, o.edition)
	}
	return kit.False(kind, api.ReasonTermPassed, "access was due by %s, %d days ago; %s holds step %s since %s (%s, edition %s)",
		o.dueOn, o.late, o.progress.Open.Party, o.progress.Open.Name, calendar.Day(o.progress.Open.Since), integration.Rule, o.edition)
}
