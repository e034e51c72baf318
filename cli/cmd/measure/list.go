package measure

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmd/migration"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// ListOptions say of which migration the measures are listed.
type ListOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	Name    string
	Output  cmdutil.Output
}

// NewList is the command that lists the measures of a migration.
func NewList(f *cmdutil.Factory, runF func(*ListOptions) error) *cobra.Command {
	o := &ListOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list AGENCY/SYSTEM", Aliases: []string{"ls"},
		Short: "List the measures of a system's migration: how far each is, and who owes it",
		Example: `  ikpctl measure list minfin/esf
  ikpctl measure list esf -a minfin --lang kk
  ikpctl measure list minfin/esf -o json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: verb.CompleteArgs(f, migration.Kind(), &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
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

func (o *ListOptions) run(ctx context.Context) error {
	s, err := read(ctx, o.Factory, &o.Place, o.Name)
	if err != nil {
		return err
	}
	p := pageOf(o.Factory)
	if all := s.measures(p.title); o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, all)
	} else {
		return p.list(o.Factory.IO.Out, all)
	}
}

// read is the sheet of the migration that a person named.
func read(ctx context.Context, f *cmdutil.Factory, p *verb.Place, name string) (sheet, error) {
	m, err := verb.Get(ctx, f, migration.Kind(), p, name)
	if err != nil {
		return sheet{}, err
	}
	c, err := f.Client()
	if err != nil {
		return sheet{}, err
	}
	return sheetOf(ctx, c, m, f.Clock.Now())
}
