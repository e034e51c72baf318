package vm

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewStop is the command that asks a machine to stop.
func NewStop(f *cmdutil.Factory, runF func(*PowerOptions) error) *cobra.Command {
	return power(f, runF, "stop NAME", "it is stopped", verb.Words{
		Short: "Stop a virtual machine; its disks and its quota stay",
		Example: `  ikpctl vm stop web-1 -a minfin --env prod --wait
  ikpctl vm stop minfin/prod/web-1`,
	}, func(ctx context.Context, o *PowerOptions) error {
		return o.Apply(ctx, func(m *compute.VirtualMachine) error {
			halt(m)
			return nil
		}, stopped)
	})
}

func stopped(m *compute.VirtualMachine) bool {
	return m.Status.PowerState == compute.PowerStopped || m.Spec.Host == ""
}
