package dc

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a data centre.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*compute.DataCentre]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a data centre",
		Example: `  ikpctl dc show astana-1
  ikpctl dc show astana-1 -o yaml`,
	}, runF)
}
