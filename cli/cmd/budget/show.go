package budget

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a budget.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*finance.Budget]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a budget",
		Example: `  ikpctl budget show y2026 -a minfin
  ikpctl budget show minfin/y2026 -o yaml`,
	}, runF)
}
