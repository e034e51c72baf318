package plan

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/planning"
)

// SimulateOptions say what to try out.
type SimulateOptions struct {
	Factory *cmdutil.Factory
	Source  planned.Source
	Set     []string
	Output  cmdutil.Output
}

// NewSimulate is the command that tries changes out.
func NewSimulate(f *cmdutil.Factory, runF func(*SimulateOptions) error) *cobra.Command {
	o := &SimulateOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "simulate", Short: "Try out what other people, links, days or freezes would change",
		Long: `Plan twice, as it is and with the changes, and show which systems would go live on
another day, and what would bind them then. Nothing is written. What can be set:
` + keys() + `
A DEFAULT is one of ikpctl plan defaults.`,
		Example: `  ikpctl plan simulate --set team/minfin=6
  ikpctl plan simulate --set bandwidth/minfin-room=1000 --set freeze=2027-03-01..2027-03-31
  ikpctl plan simulate --set commissioned/astana-1=2027-09-01 -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if len(o.Set) == 0 {
				return cmdutil.UsageError{Err: errors.New("what shall be different? name at least one change with --set KEY=VALUE")}
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Source.AddFlags(f, cmd)
	cmd.Flags().StringArrayVar(&o.Set, "set", nil, "Change to try out, KEY=VALUE (repeatable)")
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("set", completeKeys))
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func keys() string {
	text := ""
	for _, k := range planning.Keys {
		text += "  " + k + "\n"
	}
	return text
}

func (o *SimulateOptions) run(ctx context.Context) error {
	w, day, err := o.Source.World(ctx, o.Factory)
	if err != nil {
		return err
	}
	before, err := planning.Propose(w, day)
	if err != nil {
		return err
	}
	for _, change := range o.Set {
		if w, err = w.With(change); err != nil {
			return cmdutil.UsageError{Err: err}
		}
	}
	after, err := planning.Propose(w, day)
	if err != nil {
		return err
	}
	d := schedule.Compare(before.Plan, after.Plan)
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, differenceOf(d))
	}
	return o.page(d)
}

func (o *SimulateOptions) page(d schedule.Difference) error {
	words, paint, out := planned.Words{Catalogue: o.Factory.Texts()}, o.Factory.IO.OutColours(), o.Factory.IO.Out
	t := &cmdutil.Table{Right: map[int]bool{3: true}}
	for _, head := range []string{"head-system", "head-before", "head-after", "head-days", "head-binding"} {
		t.Heads = append(t.Heads, words.Say(head))
	}
	for _, c := range d.Changes {
		days, colour := strconv.Itoa(c.Days), paint.Good
		if c.Days > 0 {
			days, colour = "+"+days, paint.Bad
		}
		binding := ""
		if c.New != "" {
			binding = words.Binding(c.Because)
		}
		t.Rows = append(t.Rows, []cmdutil.Cell{{Text: c.System}, {Text: orDash(c.Old)}, {Text: orDash(c.New)}, {Text: days, Paint: colour}, {Text: binding}})
	}
	if err := say(out, words.Say("simulate-heading", "changes", strconv.Itoa(len(d.Changes)), "before", string(d.OldFinish), "after", string(d.NewFinish))); err != nil || len(d.Changes) == 0 {
		return err
	}
	return t.Write(out)
}

func orDash(d schedule.Date) string {
	if d == "" {
		return "-"
	}
	return string(d)
}
