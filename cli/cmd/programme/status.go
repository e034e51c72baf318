package programme

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/planning"
)

// NewStatus is the command that shows where a programme stands.
func NewStatus(f *cmdutil.Factory, runF func(*Options) error) *cobra.Command {
	o := &Options{Factory: f}
	return o.command(&cobra.Command{
		Use: "status", Short: "Show where the systems of a programme stand, who is overdue, and the next deadlines",
		Example: `  ikpctl programme status
  ikpctl programme status --lang ru -o json`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.status(ctx)
	})
}

func (o *Options) status(ctx context.Context) error {
	w, day, err := o.Source.World(ctx, o.Factory)
	if err != nil {
		return err
	}
	s := planning.SummaryOf(w, day)
	out := o.Factory.IO.Out
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(out, o.Output, s)
	}
	words := o.words()
	if _, err := fmt.Fprintln(out, o.Factory.IO.OutColours().Bold(words.Say("programme-heading", "programme", s.Programme,
		"systems", strconv.Itoa(s.Systems), "migrations", strconv.Itoa(s.Migrations), "published", strconv.Itoa(s.Published), "edition", s.Edition))); err != nil {
		return err
	}
	for _, part := range []struct {
		title string
		table *cmdutil.Table
	}{{"programme-states", o.states(s)}, {"programme-stages", o.stages(s)}, {"programme-overdue", o.overdue(s)}, {"programme-deadlines", o.deadlines(s)}} {
		if err := o.section(out, part.title, part.table); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(out, o.rehearsed(s))
	return err
}

func (o *Options) states(s planning.Summary) *cmdutil.Table {
	t := o.heads([]int{1}, "head-state", "head-systems")
	for _, x := range s.States {
		t.Add(o.words().State(x.Name), strconv.Itoa(x.Systems))
	}
	return t
}

func (o *Options) stages(s planning.Summary) *cmdutil.Table {
	t := o.heads([]int{2, 3}, "head-stage", "head-title", "head-systems", "head-published")
	for _, x := range s.Stages {
		name := x.Name
		if name == "" {
			name = o.words().Say("stage-unset")
		}
		t.Add(name, o.words().Title(x.Titles), strconv.Itoa(x.Systems), strconv.Itoa(x.Published))
	}
	return t
}

func (o *Options) overdue(s planning.Summary) *cmdutil.Table {
	t := o.heads([]int{2}, "head-party", "head-title", "head-overdue")
	for _, x := range s.Overdue {
		name := x.Name
		if name == "" {
			name = o.words().Say("party-nobody")
		}
		t.Add(name, o.words().Title(x.Titles), strconv.Itoa(x.Systems))
	}
	return t
}

func (o *Options) deadlines(s planning.Summary) *cmdutil.Table {
	words := o.words()
	t := o.heads([]int{4, 5, 6}, "head-deadline", "head-title", "head-rule", "head-last-day", "head-days", "head-chance", "head-share")
	for _, d := range s.Deadlines {
		days, all, share := strconv.Itoa(d.Days), "", ""
		if d.Days < 0 {
			days = words.Say("passed")
		}
		if !d.Enforced {
			all = words.Say("not-enforced")
		} else if d.Chance != nil {
			all, share = planned.Permille(d.Chance.Permille), planned.Permille(d.Chance.SystemsPermille)
		}
		t.Add(words.Deadline(d.ID), words.Title(d.Titles), d.Rule, d.LastDay, days, all, share)
	}
	return t
}

func (o *Options) rehearsed(s planning.Summary) string {
	if s.Outlook == nil {
		return o.words().Say("programme-not-rehearsed")
	}
	return o.words().Say("programme-rehearsed", "runs", strconv.Itoa(int(s.Outlook.Runs)), "time", cmdutil.Moment(s.Outlook.At.Time),
		"p50", string(s.Outlook.Finish50), "p95", string(s.Outlook.Finish95))
}
