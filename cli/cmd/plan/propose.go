package plan

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/planning"
)

// ProposeOptions say what to plan, and what to do with it.
type ProposeOptions struct {
	Factory *cmdutil.Factory
	Source  planned.Source
	// Apply writes the plans and waves.
	Apply bool
	// ReplaceAgreed also writes plans to which agencies have agreed.
	ReplaceAgreed bool
	Output        cmdutil.Output
}

// NewPropose is the command that runs the planner.
func NewPropose(f *cmdutil.Factory, runF func(*ProposeOptions) error) *cobra.Command {
	o := &ProposeOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "propose", Short: "Propose dates and waves for every system, and say what binds each",
		Long: `Propose dates and waves for every system that is registered: by dependencies,
durations, people, bandwidth, capacity, money, calendars, stages, groups and
categories. What nobody has told is assumed, and every assumption is listed.
The same objects and the same day give the same plan, byte for byte.

--apply writes a MigrationPlan for each agency and the waves. A plan to which its
agency has agreed stays as it is, unless --replace-agreed is given.`,
		Example: `  ikpctl plan propose
  ikpctl plan propose --apply
  ikpctl plan propose -f programme.yaml -f systems.yaml --day 2026-11-23 -o yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Source.AddFlags(f, cmd)
	cmd.Flags().BoolVar(&o.Apply, "apply", false, "Write the plans and waves")
	cmd.Flags().BoolVar(&o.ReplaceAgreed, "replace-agreed", false, "With --apply: also replace plans that agencies have agreed to")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *ProposeOptions) run(ctx context.Context) error {
	w, day, err := o.Source.World(ctx, o.Factory)
	if err != nil {
		return err
	}
	p, err := planning.Propose(w, day)
	if err != nil {
		return err
	}
	if o.Output != cmdutil.OutputTable {
		err = encode(o.Factory.IO.Out, o.Output, p.Plans(w), p.Waves(w))
	} else {
		err = report{planned.Words{Catalogue: o.Factory.Texts()}, o.Factory.IO.OutColours()}.write(o.Factory.IO.Out, w, p)
	}
	if err != nil || !o.Apply {
		return err
	}
	return o.apply(ctx, w, p)
}
