package machinetype

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists machine types.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*compute.MachineType]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List machine types",
		Example: `  ikpctl machine-type list
  ikpctl machine-type list -o json`,
	}, runF)
}
