package vm

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewStart is the command that asks a machine to start.
func NewStart(f *cmdutil.Factory, runF func(*PowerOptions) error) *cobra.Command {
	return power(f, runF, "start NAME", "its guest is ready", verb.Words{
		Short: "Start a virtual machine that was stopped",
		Example: `  ikpctl vm start web-1 -a minfin --env prod --wait
  ikpctl vm start minfin/prod/web-1`,
	}, func(ctx context.Context, o *PowerOptions) error {
		return o.Apply(ctx, o.start, verb.Ready(Kind()))
	})
}

// start also wakes a machine whose guest shut itself down, which its strategy
// alone leaves off.
func (o *PowerOptions) start(m *compute.VirtualMachine) error {
	switch {
	case m.Spec.RunStrategy == compute.RunHalted:
		resume(m)
	case m.Status.PowerState == compute.PowerStopped:
		now := o.now()
		m.Spec.RestartedAt = &now
	}
	return nil
}
