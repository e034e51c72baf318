package plan

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/planning"
)

// DefaultsOptions say how to print the defaults.
type DefaultsOptions struct {
	Factory *cmdutil.Factory
	Output  cmdutil.Output
}

// NewDefaults is the command that lists what the planner assumes.
func NewDefaults(f *cmdutil.Factory, runF func(*DefaultsOptions) error) *cobra.Command {
	o := &DefaultsOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "defaults", Short: "List what the planner assumes where nobody has told",
		Long: `List what the planner assumes where nobody has told, by name. A programme sets its
own in spec.planning.defaults; plan simulate --set NAME=NUMBER tries one out.`,
		Example: "  ikpctl plan defaults",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *DefaultsOptions) run(context.Context) error {
	d, err := planning.NewDefaults(nil)
	if err != nil {
		return err
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, d.List())
	}
	say := o.Factory.Texts().Say
	t := &cmdutil.Table{Heads: []string{say("head-default"), say("head-value"), say("head-unit")}, Right: map[int]bool{1: true}}
	for _, one := range d.List() {
		t.Add(one.Name, strconv.FormatInt(one.Value, 10), say("unit-"+one.Unit))
	}
	return t.Write(o.Factory.IO.Out)
}
