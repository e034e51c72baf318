package vm

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewShow is the command that shows a virtual machine.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*compute.VirtualMachine]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a virtual machine",
		Example: `  ikpctl vm show web-1 -a minfin --env prod
  ikpctl vm show minfin/prod/web-1 -o yaml`,
	}, runF)
}
