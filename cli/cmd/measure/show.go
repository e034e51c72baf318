package measure

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// ShowOptions say which measure of which migration is shown.
type ShowOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	Name    string
	Number  int
	Output  cmdutil.Output
}

// NewShow is the command that shows one measure with every word on it.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := &cobra.Command{
		Use:   "show AGENCY/SYSTEM NUMBER",
		Short: "Show a measure: who answers for it, what they said, on which evidence",
		Example: `  ikpctl measure show minfin/esf 2
  ikpctl measure show esf 2 -a minfin -o yaml`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeMigrationAndNumber(f, &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if o.Number, err = numberOf(args[1]); err != nil {
				return err
			}
			o.Name = args[0]
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

func (o *ShowOptions) run(ctx context.Context) error {
	s, err := read(ctx, o.Factory, &o.Place, o.Name)
	if err != nil {
		return err
	}
	p := pageOf(o.Factory)
	all := s.measures(p.title)
	i := slices.IndexFunc(all, func(m Measure) bool { return m.Number == o.Number })
	if i < 0 {
		return fmt.Errorf("edition %s has no measure %d", s.profile.Name, o.Number)
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, all[i])
	}
	return p.show(o.Factory.IO.Out, verb.AgencyOf(s.migration.Namespace)+"/"+s.migration.Name, all[i])
}
