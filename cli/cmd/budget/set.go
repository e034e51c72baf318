package budget

import (
	"context"

	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// SetOptions say to what a budget changes.
type SetOptions struct {
	verb.Change[*finance.Budget]
	// Limit in tenge: 1500000.00.
	Limit string
	// Document is the decision behind the change; empty: the old one stays.
	Document string
}

// NewSet is the command that raises or cuts a budget.
func NewSet(f *cmdutil.Factory, runF func(*SetOptions) error) *cobra.Command {
	o := &SetOptions{Change: verb.NewChange(f, Kind())}
	cmd := o.Command("set NAME", verb.Words{
		Short: "Raise or cut a budget",
		Long: `Raise or cut a budget. A budget cut below what is spent and committed stops
nothing: it only refuses more.`,
		Example: `  ikpctl budget set y2026 -a minfin --limit 2000000.00
  ikpctl budget set minfin/y2026 --limit 2000000.00 --document 'Приказ № 48 от 01.06.2026' --wait`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	cmd.Flags().StringVar(&o.Limit, "limit", "", "Money that may be committed in the year, in tenge: 2000000.00")
	cmd.Flags().StringVar(&o.Document, "document", "", "Decision that changed the money (default: the old one)")
	verb.Require(cmd, "limit")
	verb.WaitFlag(cmd.Flags(), &o.Wait, "the ledger has taken it over")
	return cmd
}

func (o *SetOptions) run(ctx context.Context) error {
	return o.Apply(ctx, func(b *finance.Budget) error {
		b.Spec.Limit = o.Limit
		if o.Document != "" {
			b.Spec.Document = o.Document
		}
		return nil
	}, verb.Ready(Kind()))
}
