package tariff

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a tariff.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*finance.Tariff]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a tariff",
		Example: `  ikpctl tariff show t2026
  ikpctl tariff show t2026 -o yaml`,
	}, runF)
}
