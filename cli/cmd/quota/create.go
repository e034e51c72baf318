package quota

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the quota to create.
type CreateOptions struct {
	verb.Create[*finance.Quota]
	Spec finance.QuotaSpec
}

// NewCreate is the command that allots a quota.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Allot a quota to an agency, one of its systems, or one environment",
		Example: `  ikpctl quota create minfin -a minfin --vcpu 40 --memory 65536 --disk 500 --machines 20
  ikpctl quota create esf -a minfin --system esf --vcpu 16 --memory 32768 --disk 200 --machines 8 --wait`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	amountFlags(fs, &o.Spec.Hard)
	fs.StringVar(&o.Spec.System, "system", "", "Only this system (default: the whole agency)")
	fs.StringVar(&o.Spec.Environment, "env", "", "Only this environment of that system")
	verb.Require(cmd, "vcpu", "memory", "disk", "machines")
	return cmd
}

func amountFlags(fs *pflag.FlagSet, a *finance.Amount) {
	fs.Int64Var(&a.VCPU, "vcpu", 0, "vCPU that may be reserved")
	fs.Int64Var(&a.MemoryMiB, "memory", 0, "MiB of memory that may be reserved")
	fs.Int64Var(&a.DiskGiB, "disk", 0, "GiB of disk that may be reserved")
	fs.Int64Var(&a.Machines, "machines", 0, "Number of virtual machines that may be reserved")
}

func (o *CreateOptions) run(ctx context.Context) error {
	q := &finance.Quota{Spec: o.Spec}
	if err := o.Identify(q); err != nil {
		return err
	}
	return o.Submit(ctx, q)
}
