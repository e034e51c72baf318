package plan

import (
	"fmt"
	"io"
	"strconv"

	apimeta "k8s.io/apimachinery/pkg/api/meta"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/gantt"
)

// view lays a plan out for people.
type view struct {
	words planned.Words
	paint cmdutil.Colours
	today string
}

func (v view) write(w io.Writer, p agencyPlan) error {
	if _, err := fmt.Fprintf(w, "%s  %s\n%s\n\n", v.paint.Bold(v.title(p)), v.agreed(p), v.summary(p)); err != nil {
		return err
	}
	t := &cmdutil.Table{}
	for _, head := range []string{"head-system", "head-wave", "head-state", "head-preparation", "head-replication", "head-testing",
		"head-cutover", "head-decommission", "head-binding"} {
		t.Heads = append(t.Heads, v.words.Say(head))
	}
	for _, i := range p.Spec.Items {
		t.Add(v.cells(p, i)...)
	}
	return t.Write(w)
}

func (v view) cells(p agencyPlan, i api.PlanItem) []string {
	state := p.states[i.System]
	if state == "" {
		state = api.StateRegistered
	}
	return []string{i.System, i.Wave, v.words.State(string(state)), string(i.Preparation), string(i.Replication),
		string(i.Testing), string(i.Cutover), string(i.Decommission), v.words.Text(i.BindingConstraint)}
}

func (v view) title(p agencyPlan) string {
	return v.words.Say("plan-heading", "agency", p.Name, "programme", p.Spec.Programme)
}

func (v view) summary(p agencyPlan) string {
	return v.words.Say("plan-summary", "systems", strconv.Itoa(len(p.Spec.Items)),
		"published", strconv.Itoa(int(p.Status.Published)), "late", strconv.Itoa(int(p.Status.Late)))
}

// agreed says whether the agency has approved the plan, and since when.
func (v view) agreed(p agencyPlan) string {
	c := apimeta.FindStatusCondition(p.Status.Conditions, api.ConditionAgreed)
	if c == nil || c.Status != "True" {
		return v.paint.Doubtful(v.words.Say("plan-not-agreed"))
	}
	return v.paint.Good(v.words.Say("plan-agreed", "day", calendar.Day(c.LastTransitionTime.Time)))
}

// chart draws each system as a row of its phases.
func (v view) chart(p agencyPlan) gantt.Chart {
	c := gantt.Chart{Title: v.title(p), Today: v.today, Names: v.words.Kinds()}
	for _, i := range p.Spec.Items {
		c.Rows = append(c.Rows, gantt.Row{Label: i.System, Bars: bars(i)})
	}
	gantt.Sort(c.Rows)
	return c
}

// bars are the phases of a system, each till the day before the next begins.
func bars(i api.PlanItem) []gantt.Bar {
	var all []gantt.Bar
	add := func(k gantt.Kind, from, until string) {
		if from < until {
			all = append(all, gantt.Bar{Kind: k, From: from, To: before(until)})
		}
	}
	add(gantt.Preparation, string(i.Preparation), string(i.Replication))
	add(gantt.Replication, string(i.Replication), string(i.Testing))
	add(gantt.Testing, string(i.Testing), string(i.Cutover))
	all = append(all, gantt.Bar{Kind: gantt.Cutover, From: string(i.Cutover), To: string(i.Cutover)})
	if i.Cutover < i.Decommission {
		all = append(all, gantt.Bar{Kind: gantt.Decommission, From: after(string(i.Cutover)), To: string(i.Decommission)})
	}
	return all
}

func before(day string) string { return moved(day, -1) }
func after(day string) string  { return moved(day, 1) }

// moved is a day so many days later; one that is none stays as it is.
func moved(day string, by int) string {
	d, err := schedule.Date(day).Plus(by)
	if err != nil {
		return day
	}
	return string(d)
}
