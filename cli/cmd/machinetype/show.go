package machinetype

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a machine type.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*compute.MachineType]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a machine type",
		Example: `  ikpctl machine-type show small
  ikpctl machine-type show small -o yaml`,
	}, runF)
}
