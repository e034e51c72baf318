package tariff

import (
	"context"

	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// PublishOptions name the tariff to publish.
type PublishOptions struct{ verb.Change[*finance.Tariff] }

// NewPublish is the command that puts a tariff in force.
func NewPublish(f *cmdutil.Factory, runF func(*PublishOptions) error) *cobra.Command {
	o := &PublishOptions{verb.NewChange(f, Kind())}
	cmd := o.Command("publish NAME", verb.Words{
		Short: "Publish a tariff: it can then be neither changed nor deleted",
		Example: `  ikpctl tariff publish t2026 --dry-run=server
  ikpctl tariff publish t2026 --wait`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	verb.WaitFlag(cmd.Flags(), &o.Wait, "the ledger has taken it over")
	return cmd
}

func (o *PublishOptions) run(ctx context.Context) error {
	return o.Apply(ctx, func(t *finance.Tariff) error {
		t.Spec.State = finance.TariffPublished
		return nil
	}, verb.Ready(Kind()))
}
