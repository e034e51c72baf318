package tariff

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists tariffs.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*finance.Tariff]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List tariffs",
		Example: `  ikpctl tariff list
  ikpctl tariff list -o json`,
	}, runF)
}
