package dc

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes data centres.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*compute.DataCentre]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short:   "Delete data centres",
		Example: `  ikpctl dc delete astana-1`,
	}, runF)
}
