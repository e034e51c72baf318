package vm

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists virtual machines.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*compute.VirtualMachine]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List virtual machines",
		Example: `  ikpctl vm list
  ikpctl vm list -a minfin
  ikpctl vm list -o json`,
	}, runF)
}
