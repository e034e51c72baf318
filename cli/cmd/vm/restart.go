package vm

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewRestart is the command that asks a machine to restart.
func NewRestart(f *cmdutil.Factory, runF func(*PowerOptions) error) *cobra.Command {
	return power(f, runF, "restart NAME", "its guest is ready again", verb.Words{
		Short: "Restart a virtual machine",
		Example: `  ikpctl vm restart web-1 -a minfin --env prod --wait
  ikpctl vm restart minfin/prod/web-1`,
	}, restart)
}

func restart(ctx context.Context, o *PowerOptions) error {
	asked := o.now()
	return o.Apply(ctx, func(m *compute.VirtualMachine) error {
		if m.Spec.RunStrategy == compute.RunHalted {
			return fmt.Errorf("machine %q is stopped: start it with: %s vm start %s", m.Name, o.Factory.Name, o.Name)
		}
		m.Spec.RestartedAt = &asked
		return nil
	}, func(m *compute.VirtualMachine) bool {
		at := m.Status.StartedAt
		return verb.Ready(Kind())(m) && at != nil && !at.Time.Before(asked.Time)
	})
}
