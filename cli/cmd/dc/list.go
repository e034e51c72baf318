package dc

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists data centres.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*compute.DataCentre]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List data centres",
		Example: `  ikpctl dc list
  ikpctl dc list -o json`,
	}, runF)
}
