package plan

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/gantt"
)

// ShowOptions say which plan to show, and how.
type ShowOptions struct {
	Factory *cmdutil.Factory
	Agency  string
	// Gantt draws the plan for the terminal, in so many columns.
	Gantt   bool
	Columns int
	// SVG is the file into which the plan is drawn.
	SVG    string
	Output cmdutil.Output
}

// NewShow is the command that shows an agency's plan.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "show AGENCY", Short: "Show when an agency's systems move, and why not earlier",
		Example: `  ikpctl plan show minfin
  ikpctl plan show minfin --gantt
  ikpctl plan show minfin --svg minfin.svg --lang kk`,
		Args: cobra.ExactArgs(1), ValidArgsFunction: completeAgency(f),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Agency = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&o.Gantt, "gantt", false, "Draw the plan in the terminal")
	cmd.Flags().IntVar(&o.Columns, "columns", 100, "Width of the drawing in the terminal")
	cmd.Flags().StringVar(&o.SVG, "svg", "", "Draw the plan into this file as SVG")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func completeAgency(f *cmdutil.Factory) cobra.CompletionFunc {
	return verb.CompleteNames(f, func() client.ObjectList { return &tenancy.AgencyList{} })
}

func (o *ShowOptions) run(ctx context.Context) error {
	p, err := read(ctx, o.Factory, o.Agency)
	if err != nil {
		return err
	}
	if o.Output != cmdutil.OutputTable {
		return verb.Encode(o.Factory.IO.Out, o.Output, p.MigrationPlan)
	}
	v := view{planned.Words{Catalogue: o.Factory.Texts()}, o.Factory.IO.OutColours(), calendar.Day(o.Factory.Clock.Now())}
	switch {
	case o.SVG != "":
		return o.draw(v.chart(p))
	case o.Gantt:
		text, err := gantt.Terminal(v.chart(p), o.Columns)
		if err != nil {
			return fmt.Errorf("drawing the plan of %q: %w", o.Agency, err)
		}
		_, err = fmt.Fprint(o.Factory.IO.Out, text)
		return err
	}
	return v.write(o.Factory.IO.Out, p)
}

func (o *ShowOptions) draw(c gantt.Chart) error {
	drawing, err := gantt.SVG(c)
	if err != nil {
		return fmt.Errorf("drawing the plan of %q: %w", o.Agency, err)
	}
	if err := os.WriteFile(o.SVG, []byte(drawing), 0o644); err != nil { //nolint:gosec // a drawing to be looked at by anybody
		return err
	}
	o.Factory.IO.Tell("%s", o.Factory.Texts().Say("file-written", "file", o.SVG))
	return nil
}
