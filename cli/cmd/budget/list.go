package budget

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists budgets.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*finance.Budget]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List budgets and how much of them is left",
		Example: `  ikpctl budget list
  ikpctl budget list -a minfin
  ikpctl budget list -o json`,
	}, runF)
}
