package migration

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// NewShow is the command that shows a migration with what shuts its next gate.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*api.SystemMigration]) error) *cobra.Command {
	o := &verb.ShowOptions[*api.SystemMigration]{Factory: f, Kind: Kind()}
	cmd := &cobra.Command{
		Use:   "show AGENCY/SYSTEM",
		Short: "Show a migration: where it stands, and every obstacle with its rule, party and since when",
		Example: `  ikpctl migration show minfin/esf
  ikpctl migration show esf -a minfin -o yaml`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: verb.CompleteArgs(f, Kind(), &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
			if runF != nil {
				return runF(o)
			}
			return show(cmd.Context(), o)
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfAgency)
	cmdutil.OutputFlag(cmd, &o.Output)
	return cmd
}

func show(ctx context.Context, o *verb.ShowOptions[*api.SystemMigration]) error {
	if err := o.Run(ctx); err != nil || o.Output != cmdutil.OutputTable {
		return err
	}
	m, err := verb.Get(ctx, o.Factory, o.Kind, &o.Place, o.Name)
	if err != nil || len(m.Status.Obstacles) == 0 {
		return err
	}
	return obstacles(o.Factory.IO.Out, o.Factory, m.Status.Obstacles)
}

// obstacles prints what shuts the next gate.
func obstacles(w io.Writer, f *cmdutil.Factory, all []api.Obstacle) error {
	texts := f.Texts()
	if _, err := fmt.Fprintf(w, "\n%s\n", f.IO.OutColours().Bold(texts.Say("gate-shut", "gate", string(all[0].Gate)))); err != nil {
		return err
	}
	t := &cmdutil.Table{Heads: []string{
		texts.Say("head-party"), texts.Say("head-rule"), texts.Say("head-since"), texts.Say("head-obstacle"), texts.Say("head-what"),
	}}
	for _, o := range all {
		t.Add(o.Party, o.Rule, calendar.Day(o.Since.Time), o.Code, o.Message)
	}
	return t.Write(w)
}
