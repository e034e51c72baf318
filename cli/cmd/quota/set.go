package quota

import (
	"context"

	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// SetOptions say which amounts of a quota change.
type SetOptions struct {
	verb.Change[*finance.Quota]
	Hard finance.Amount
	// Given names the flags that were given; the other amounts stay.
	Given map[string]bool
}

// NewSet is the command that raises or cuts a quota.
func NewSet(f *cmdutil.Factory, runF func(*SetOptions) error) *cobra.Command {
	o := &SetOptions{Change: verb.NewChange(f, Kind())}
	var cmd *cobra.Command
	cmd = o.Command("set NAME", verb.Words{
		Short: "Raise or cut a quota; amounts that are not given stay",
		Long: `Raise or cut a quota; amounts that are not given stay. A quota cut below what is
used stops nothing: it only refuses more.`,
		Example: `  ikpctl quota set minfin/minfin --vcpu 64
  ikpctl quota set esf -a minfin --memory 49152 --disk 300 --wait`,
	}, func(ctx context.Context) error {
		o.Given = cmdutil.Given(cmd)
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	amountFlags(cmd.Flags(), &o.Hard)
	cmd.MarkFlagsOneRequired("vcpu", "memory", "disk", "machines")
	verb.WaitFlag(cmd.Flags(), &o.Wait, "the ledger has taken it over")
	return cmd
}

func (o *SetOptions) run(ctx context.Context) error {
	return o.Apply(ctx, func(q *finance.Quota) error {
		for flag, part := range map[string][2]*int64{
			"vcpu":     {&q.Spec.Hard.VCPU, &o.Hard.VCPU},
			"memory":   {&q.Spec.Hard.MemoryMiB, &o.Hard.MemoryMiB},
			"disk":     {&q.Spec.Hard.DiskGiB, &o.Hard.DiskGiB},
			"machines": {&q.Spec.Hard.Machines, &o.Hard.Machines},
		} {
			if o.Given[flag] {
				*part[0] = *part[1]
			}
		}
		return nil
	}, verb.Ready(Kind()))
}
