package vm

import (
	"context"
	"time"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// StartOptions name the machine to start.
type StartOptions struct {
	verb.Change[*compute.VirtualMachine]
}

// NewStart is the command that asks a machine to start.
func NewStart(f *cmdutil.Factory, runF func(*StartOptions) error) *cobra.Command {
	o := &StartOptions{verb.NewChange(f, Kind())}
	cmd := o.Command("start NAME", verb.Words{
		Short: "Start a virtual machine that was stopped",
		Example: `  ikpctl vm start web-1 -a minfin --env prod --wait
  ikpctl vm start minfin/prod/web-1`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	verb.WaitFlag(cmd.Flags(), &o.Wait, "its guest is ready")
	return cmd
}

func (o *StartOptions) run(ctx context.Context) error {
	return o.Apply(ctx, o.start, verb.Ready(Kind()))
}

// start also wakes a machine whose guest shut itself down, which its strategy
// alone leaves off.
func (o *StartOptions) start(m *compute.VirtualMachine) error {
	switch {
	case m.Spec.RunStrategy == compute.RunHalted:
		m.Spec.RunStrategy = compute.RunAlways
	case m.Status.PowerState == compute.PowerStopped:
		now := metav1.NewTime(o.Factory.Clock.Now().Truncate(time.Second))
		m.Spec.RestartedAt = &now
	}
	return nil
}
