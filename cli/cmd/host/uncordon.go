package host

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// UncordonOptions name the host to uncordon.
type UncordonOptions struct{ verb.Change[*compute.Host] }

// NewUncordon is the command that changes whether a host takes new machines.
func NewUncordon(f *cmdutil.Factory, runF func(*UncordonOptions) error) *cobra.Command {
	o := &UncordonOptions{verb.NewChange(f, Kind())}
	return o.Command("uncordon NAME", verb.Words{
		Short:   "Let new machines come to a host again",
		Example: `  ikpctl host uncordon h1`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
}

func (o *UncordonOptions) run(ctx context.Context) error {
	return o.Apply(ctx, func(h *compute.Host) error {
		h.Spec.Unschedulable = false
		return nil
	}, nil)
}
