package quota

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists quotas.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*finance.Quota]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List quotas and how much of them is used",
		Example: `  ikpctl quota list
  ikpctl quota list -a minfin
  ikpctl quota list -o json`,
	}, runF)
}
