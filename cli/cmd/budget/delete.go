package budget

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes budgets.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*finance.Budget]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short:   "Delete budgets",
		Example: `  ikpctl budget delete y2026 -a minfin`,
	}, runF)
}
