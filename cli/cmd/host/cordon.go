package host

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CordonOptions name the host to cordon.
type CordonOptions struct{ verb.Change[*compute.Host] }

// NewCordon is the command that changes whether a host takes new machines.
func NewCordon(f *cmdutil.Factory, runF func(*CordonOptions) error) *cobra.Command {
	o := &CordonOptions{verb.NewChange(f, Kind())}
	return o.Command("cordon NAME", verb.Words{
		Short:   "Keep new machines away from a host; those that run stay",
		Example: `  ikpctl host cordon h1`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
}

func (o *CordonOptions) run(ctx context.Context) error {
	return o.Apply(ctx, func(h *compute.Host) error {
		h.Spec.Unschedulable = true
		return nil
	}, nil)
}
