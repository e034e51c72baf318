package host

import (
	"context"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the host to register.
type CreateOptions struct {
	verb.Create[*compute.Host]
	Spec compute.HostSpec
}

// NewCreate is the command that registers a host.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Register a hypervisor host; it is ready when its agent reports",
		Example: `  ikpctl host create h1 --dc astana-1 --segment G2G --zone rack-1
  ikpctl host create h2 --dc astana-1 --segment G2G --reserved-memory 2048 --wait=10m`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.DataCentre, "dc", "", "Data centre in which it stands")
	verb.StringVar(fs, &o.Spec.Segment, "segment", "Contour whose machines it runs: G2G or G2CB (C-2.4)")
	fs.StringVar(&o.Spec.Zone, "zone", "", "Failure domain within the data centre: a rack, a power feed")
	fs.Int64Var(&o.Spec.VCPUPercent, "vcpu-percent", 0, "vCPUs promised per 100 physical threads (default 400)")
	fs.Int64Var(&o.Spec.Reserved.VCPU, "reserved-vcpu", 0, "vCPU kept for the host itself")
	fs.Int64Var(&o.Spec.Reserved.MemoryMiB, "reserved-memory", 0, "MiB of memory kept for the host itself")
	fs.Int64Var(&o.Spec.Reserved.DiskGiB, "reserved-disk", 0, "GiB of disk kept for the host itself")
	fs.BoolVar(&o.Spec.Unschedulable, "cordoned", false, "Take no machines until it is uncordoned")
	verb.Require(cmd, "dc", "segment")
	verb.CompleteFlag(f, cmd, "dc", func() client.ObjectList { return &compute.DataCentreList{} }, func() string { return "" })
	verb.CompleteFixed(cmd, "segment", tenancy.SegmentG2G, tenancy.SegmentG2CB)
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	h := &compute.Host{Spec: o.Spec}
	if err := o.Identify(h); err != nil {
		return err
	}
	return o.Submit(ctx, h)
}
