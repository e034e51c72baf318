package machinetype

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the size to offer.
type CreateOptions struct {
	verb.Create[*compute.MachineType]
	Spec compute.MachineTypeSpec
}

// NewCreate is the command that puts a machine type into the catalogue.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short:   "Put a machine size into the catalogue; it can never change",
		Example: `  ikpctl machine-type create small --vcpu 1 --memory 512`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	cmd.Flags().Int64Var(&o.Spec.VCPU, "vcpu", 0, "Number of virtual processors")
	cmd.Flags().Int64Var(&o.Spec.MemoryMiB, "memory", 0, "Memory in MiB")
	verb.Require(cmd, "vcpu", "memory")
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	t := &compute.MachineType{Spec: o.Spec}
	if err := o.Identify(t); err != nil {
		return err
	}
	return o.Submit(ctx, t)
}
