package statement

import (
	"context"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// ShowOptions say which statement to show.
type ShowOptions struct {
	Factory *cmdutil.Factory
	Agency  string
	// Month as YYYY-MM; empty: the month that is running in Almaty.
	Month  string
	Output cmdutil.Output
}

// NewShow is the command that shows a statement line by line.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "show AGENCY", Short: "Show what an agency's systems used in a month and what it costs",
		Long: `Show what an agency's systems used in a month and what it costs, line by line and
to the tiyn. It is provisional while the month is open. The sum of the lines is
the total.`,
		Example: `  ikpctl statement show minfin
  ikpctl statement show minfin --month 2026-11 -o json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: verb.CompleteNames(f, func() client.ObjectList { return &tenancy.AgencyList{} }),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Agency = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&o.Month, "month", "", "Month in Almaty, YYYY-MM (default: the running one)")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *ShowOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	if o.Month == "" {
		o.Month = o.Factory.Clock.Now().In(cmdutil.Almaty()).Format("2006-01")
	}
	view := &subresources.StatementView{}
	key := client.ObjectKey{Namespace: tenancy.AgencyNamespace(o.Agency), Name: o.Month}
	if err := c.Get(ctx, key, view); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "statement/" + o.Agency + " " + o.Month, Err: err}
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, view)
	}
	return page{o.Factory.Texts(), o.Factory.IO.OutColours()}.write(o.Factory.IO.Out, view)
}
