// Package calendar holds the commands for change calendars: freezes, holidays and
// maintenance.
package calendar

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	days "github.com/govtech-kz/ikp/internal/domain/calendar"
)

// New is the command that holds the verbs of calendars.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("calendar", "Change calendars: freezes, days off and maintenance", NewList(f, nil), NewShow(f, nil))
}

// Kind is what the verbs need to know of calendars.
func Kind() verb.Kind[*api.ChangeCalendar] {
	return verb.Kind[*api.ChangeCalendar]{
		Noun: "calendar", Scope: verb.OfPlatform,
		New:     func() *api.ChangeCalendar { return &api.ChangeCalendar{} },
		NewList: func() client.ObjectList { return &api.ChangeCalendarList{} },
		Columns: []verb.Column[*api.ChangeCalendar]{
			{Head: "FREEZES", Value: func(c *api.ChangeCalendar) string { return strconv.Itoa(len(c.Spec.Freezes)) }, Right: true},
			{Head: "HOLIDAYS", Value: func(c *api.ChangeCalendar) string { return strconv.Itoa(len(c.Spec.Holidays)) }, Right: true},
			{Head: "MAINTENANCE", Value: func(c *api.ChangeCalendar) string { return strconv.Itoa(len(c.Spec.Maintenance)) }, Right: true},
		},
	}
}

// NewList is the command that lists calendars.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.ChangeCalendar]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{Short: "List calendars", Example: `  ikpctl calendar list`}, runF)
}

// ShowOptions say which calendar to show, from which day on.
type ShowOptions struct {
	Factory *cmdutil.Factory
	Name    string
	// All shows what is past, too.
	All    bool
	Output cmdutil.Output
}

// NewShow is the command that shows what a calendar closes.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "show NAME", Short: "Show what a calendar closes from today on, by day",
		Example: `  ikpctl calendar show kazakhstan
  ikpctl calendar show kazakhstan --all --lang kk`,
		Args: cobra.ExactArgs(1), ValidArgsFunction: verb.CompleteNames(f, func() client.ObjectList { return &api.ChangeCalendarList{} }),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&o.All, "all", false, "Show also what is past")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *ShowOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	found := &api.ChangeCalendar{}
	if err := c.Get(ctx, client.ObjectKey{Name: o.Name}, found); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "calendar/" + o.Name, Err: err}
	}
	if o.Output != cmdutil.OutputTable {
		return verb.Encode(o.Factory.IO.Out, o.Output, found)
	}
	return o.page(found)
}

// entry is one line of a calendar.
type entry struct{ from, to, what, whom string }

func (o *ShowOptions) page(c *api.ChangeCalendar) error {
	say := o.Factory.Texts().Say
	if _, err := fmt.Fprintf(o.Factory.IO.Out, "%s\n\n", say("calendar-heading", "calendar", c.Name)); err != nil {
		return err
	}
	t := &cmdutil.Table{Heads: []string{say("head-first-day"), say("head-last-day"), say("head-closed-by"), say("head-for")}}
	today := days.Day(o.Factory.Clock.Now())
	for _, e := range o.entries(c.Spec) {
		if o.All || e.to >= today {
			t.Add(e.from, e.to, e.what, e.whom)
		}
	}
	return t.Write(o.Factory.IO.Out)
}

// entries of a calendar by their first days.
func (o *ShowOptions) entries(s api.ChangeCalendarSpec) []entry {
	say := o.Factory.Texts().Say
	var all []entry
	for _, h := range s.Holidays {
		all = append(all, entry{string(h.Day), string(h.Day), say("calendar-holiday", "what", planned.Words{Catalogue: o.Factory.Texts()}.Title(h.Titles)), say("calendar-all")})
	}
	for _, f := range s.Freezes {
		whom := say("calendar-all")
		if len(f.Agencies) > 0 {
			whom = strings.Join(f.Agencies, ", ")
		}
		all = append(all, entry{string(f.From), string(f.To), say("calendar-freeze", "what", f.Reason), whom})
	}
	for _, m := range s.Maintenance {
		all = append(all, entry{days.Day(m.From.Time), days.Day(m.To.Time), say("calendar-maintenance", "what", m.Reason), m.Site})
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.from, b.from) })
	return all
}
