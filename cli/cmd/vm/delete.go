package vm

import (
	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewDelete is the command that deletes virtual machines.
func NewDelete(f *cmdutil.Factory, runF func(*verb.DeleteOptions[*compute.VirtualMachine]) error) *cobra.Command {
	return verb.NewDelete(f, Kind(), verb.Words{
		Short: "Delete virtual machines with their disks",
		Example: `  ikpctl vm delete web-1 -a minfin --env prod
  ikpctl vm delete web-1 db-1 -n env-minfin-prod --wait`,
	}, runF)
}
