package vm

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// StopOptions name the machine to stop.
type StopOptions struct {
	verb.Change[*compute.VirtualMachine]
}

// NewStop is the command that asks a machine to stop.
func NewStop(f *cmdutil.Factory, runF func(*StopOptions) error) *cobra.Command {
	o := &StopOptions{verb.NewChange(f, Kind())}
	cmd := o.Command("stop NAME", verb.Words{
		Short: "Stop a virtual machine; its disks and its quota stay",
		Example: `  ikpctl vm stop web-1 -a minfin --env prod --wait
  ikpctl vm stop minfin/prod/web-1`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	verb.WaitFlag(cmd.Flags(), &o.Wait, "it is stopped")
	return cmd
}

func (o *StopOptions) run(ctx context.Context) error {
	return o.Apply(ctx, func(m *compute.VirtualMachine) error {
		m.Spec.RunStrategy = compute.RunHalted
		return nil
	}, stopped)
}

func stopped(m *compute.VirtualMachine) bool {
	return m.Status.PowerState == compute.PowerStopped || m.Spec.Host == ""
}
