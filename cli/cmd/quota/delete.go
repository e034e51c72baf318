package quota

import (
	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes quotas.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*finance.Quota]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short:   "Delete quotas",
		Example: `  ikpctl quota delete minfin -a minfin`,
	}, runF)
}
