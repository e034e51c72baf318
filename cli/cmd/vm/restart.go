package vm

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// RestartOptions name the machine to restart.
type RestartOptions struct {
	verb.Change[*compute.VirtualMachine]
}

// NewRestart is the command that asks a machine to restart.
func NewRestart(f *cmdutil.Factory, runF func(*RestartOptions) error) *cobra.Command {
	o := &RestartOptions{verb.NewChange(f, Kind())}
	cmd := o.Command("restart NAME", verb.Words{
		Short: "Restart a virtual machine",
		Example: `  ikpctl vm restart web-1 -a minfin --env prod --wait
  ikpctl vm restart minfin/prod/web-1`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	verb.WaitFlag(cmd.Flags(), &o.Wait, "its guest is ready again")
	return cmd
}

func (o *RestartOptions) run(ctx context.Context) error {
	// The API keeps whole seconds.
	asked := metav1.NewTime(o.Factory.Clock.Now().Truncate(time.Second))
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
