package integration

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// BreachesOptions say whose breaches are reported.
type BreachesOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	Output  cmdutil.Output
}

// Breach is a request that was given no access in time, and who held it how long.
type Breach struct {
	Agency   string `json:"agency"`
	Name     string `json:"name"`
	System   string `json:"system"`
	Provider string `json:"provider"`
	// DueOn is the last day on which access would have been in time.
	DueOn string `json:"dueOn"`
	// GivenOn is when access was given; empty: not yet.
	GivenOn string `json:"givenOn,omitempty"`
	// DaysLate after that day.
	DaysLate int `json:"daysLate"`
	// Held are the days for which each party held it, in the order of the steps.
	Held []Held `json:"held"`
}

// Held is for how many days a party held a step.
type Held struct {
	Step  string `json:"step"`
	Party string `json:"party"`
	Days  int    `json:"days"`
}

// NewBreaches is the command that reports the integrations that are late.
func NewBreaches(f *cmdutil.Factory, runF func(*BreachesOptions) error) *cobra.Command {
	o := &BreachesOptions{Factory: f}
	cmd := &cobra.Command{
		Use:   "breaches",
		Short: "Report integrations that were given no access in time, and who held them for how long",
		Example: `  ikpctl integration breaches
  ikpctl integration breaches -a minfin --lang ru
  ikpctl integration breaches -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfAgency)
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *BreachesOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	var list api.IntegrationRequestList
	if err := c.List(ctx, &list, client.InNamespace(o.Place.AgencyNamespace())); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "integration", Err: err}
	}
	found, err := breaches(list.Items, o.Factory.Clock.Now())
	if err != nil {
		return err
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, found)
	}
	if len(found) == 0 {
		_, err := fmt.Fprintln(o.Factory.IO.Err, o.Factory.Texts().Say("none-found"))
		return err
	}
	return o.table(found).Write(o.Factory.IO.Out)
}

// breaches are the requests whose term has passed, the latest first.
func breaches(all []api.IntegrationRequest, now time.Time) ([]Breach, error) {
	found := []Breach{}
	for i := range all {
		r := &all[i]
		if !apimeta.IsStatusConditionFalse(r.Status.Conditions, api.ConditionOnTime) {
			continue
		}
		b, err := breachOf(r, now)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	slices.SortStableFunc(found, func(a, b Breach) int { return b.DaysLate - a.DaysLate })
	return found, nil
}

func breachOf(r *api.IntegrationRequest, now time.Time) (Breach, error) {
	b := Breach{
		Agency: verb.AgencyOf(r.Namespace), Name: r.Name, System: r.Spec.System,
		Provider: r.Spec.Provider.Agency + "/" + r.Spec.Provider.Name, DueOn: string(r.Status.DueOn),
	}
	due, err := time.Parse(time.DateOnly, b.DueOn)
	if err != nil {
		return b, fmt.Errorf("reading the last day of %q: %w", r.Name, err)
	}
	end := now
	for _, s := range r.Status.Steps {
		if s.Since == nil {
			continue
		}
		until := now
		if s.DoneAt != nil {
			until = s.DoneAt.Time
		}
		if s.Step == api.StepAccessGiven && s.DoneAt != nil {
			b.GivenOn, end = calendar.Day(until), until
		}
		b.Held = append(b.Held, Held{Step: string(s.Step), Party: s.Party, Days: int(until.Sub(s.Since.Time) / (24 * time.Hour))})
	}
	last, err := time.Parse(time.DateOnly, calendar.Day(end))
	b.DaysLate = int(last.Sub(due) / (24 * time.Hour))
	return b, err
}

func (o *BreachesOptions) table(all []Breach) *cmdutil.Table {
	texts := o.Factory.Texts()
	t := &cmdutil.Table{Right: map[int]bool{6: true}, Heads: []string{
		texts.Say("head-agency"), texts.Say("head-request"), texts.Say("head-system"), texts.Say("head-provider"),
		texts.Say("head-due"), texts.Say("head-given"), texts.Say("head-days-late"), texts.Say("head-held"),
	}}
	for _, b := range all {
		t.Add(b.Agency, b.Name, b.System, b.Provider, b.DueOn, b.GivenOn, strconv.Itoa(b.DaysLate), held(b.Held))
	}
	return t
}

// held tells for how many days each step was held, where it was at least one.
func held(all []Held) string {
	text := ""
	for _, h := range all {
		if h.Days == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%s %s: %d", h.Party, h.Step, h.Days)
	}
	return text
}
