package statement

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
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
to the tiyn. It is provisional while the month is open and for three days after,
until it is closed. The sum of the lines is the total.`,
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
	if err := o.settleMonth(); err != nil {
		return err
	}
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	view := &subresources.StatementView{}
	key := client.ObjectKey{Namespace: tenancy.AgencyNamespace(o.Agency), Name: o.Month}
	if err := c.Get(ctx, key, view); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "statement/" + o.Agency + " " + o.Month, Err: err}
	}
	if o.Output != cmdutil.OutputTable {
		return verb.Encode(o.Factory.IO.Out, o.Output, view)
	}
	return page{o.Factory.Texts(), o.Factory.IO.OutColours()}.write(o.Factory.IO.Out, view)
}

// settleMonth refuses a month that no statement can be of.
func (o *ShowOptions) settleMonth() error {
	running := tariff.MonthOf(o.Factory.Clock.Now())
	if o.Month == "" {
		o.Month = running.String()
	}
	m, err := tariff.ParseMonth(o.Month)
	if err != nil {
		return cmdutil.UsageError{Err: fmt.Errorf("--month: %w", err)}
	}
	if m.Start().After(running.Start()) {
		return cmdutil.UsageError{Err: fmt.Errorf("--month %s has not begun in Almaty: the running month is %s", m, running)}
	}
	return nil
}
