package quota

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a quota.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*finance.Quota]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a quota",
		Example: `  ikpctl quota show minfin -a minfin
  ikpctl quota show minfin/minfin -o yaml`,
	}, runF)
}
