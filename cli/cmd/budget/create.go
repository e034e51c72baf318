package budget

import (
	"context"

	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the budget to create.
type CreateOptions struct {
	verb.Create[*finance.Budget]
	Spec finance.BudgetSpec
}

// NewCreate is the command that grants a budget.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short:   "Grant an agency its budget of a fiscal year",
		Example: `  ikpctl budget create y2026 -a minfin --year 2026 --limit 1500000.00 --document 'Приказ № 12 от 10.01.2026' --wait`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	fs.Int32Var(&o.Spec.FiscalYear, "year", 0, "Fiscal year: the calendar year in Asia/Almaty")
	fs.StringVar(&o.Spec.Limit, "limit", "", "Money that may be committed in the year, in tenge: 1500000.00")
	fs.StringVar(&o.Spec.Document, "document", "", "Decision that granted the money")
	verb.Require(cmd, "year", "limit")
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	b := &finance.Budget{Spec: o.Spec}
	if err := o.Identify(b); err != nil {
		return err
	}
	return o.Submit(ctx, b)
}
