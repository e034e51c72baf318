package vm

import (
	"context"

	"github.com/spf13/cobra"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the machine to create.
type CreateOptions struct {
	verb.Create[*compute.VirtualMachine]
	Spec compute.VirtualMachineSpec
	// DataDisks as NAME=GIB.
	DataDisks []string
	// UserData is a file for cloud-init, "-" for standard input.
	UserData string
	// Halted leaves the machine stopped.
	Halted bool
}

// NewCreate is the command that creates a virtual machine.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Create a virtual machine",
		Long: `Create a virtual machine. It runs once quota and budget are reserved, its place
agrees with the residency rules and a host has taken it; it is ready when its
guest says so, and with --halted once its disks exist. --user-data is kept in a Secret and handed to cloud-init.`,
		Example: `  ikpctl vm create web-1 --agency minfin --env prod --type small --image ikp-guest --disk 2 --wait
  ikpctl vm create db-1 --agency minfin --env prod --type small --image ikp-guest --data-disk db=5 --anti-affinity esf
  ikpctl vm create web-2 -n env-minfin-prod --type small --image ikp-guest --user-data cloud.yaml --export`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	o.addFlags(cmd)
	verb.Require(cmd, "type", "image")
	return cmd
}

func (o *CreateOptions) addFlags(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.MachineType, "type", "", "Size: the name of a machine type")
	fs.StringVar(&o.Spec.Image, "image", "", "What the root disk starts from: the name of an image")
	fs.Int64Var(&o.Spec.RootDiskGiB, "disk", 0, "Size of the root disk in GiB (default 1)")
	fs.StringArrayVar(&o.DataDisks, "data-disk", nil, "Further disk, NAME=GIB; repeatable")
	fs.StringVar(&o.Spec.AntiAffinity, "anti-affinity", "", "Group of machines of which no two share a host")
	fs.StringVar((*string)(&o.Spec.AntiAffinityScope), "anti-affinity-scope", "", "What no two machines of the group share: Host, Zone or DataCentre (default Host)")
	fs.StringVar(&o.Spec.DataCentre, "data-centre", "", "Only this data centre (default: any that is allowed)")
	fs.StringVar(&o.UserData, "user-data", "", "File with user data for cloud-init; - reads standard input")
	fs.BoolVar(&o.Halted, "halted", false, "Leave the machine stopped")
	anywhere := func() string { return "" }
	verb.CompleteFlag(o.Factory, cmd, "type", func() client.ObjectList { return &compute.MachineTypeList{} }, anywhere)
	verb.CompleteFlag(o.Factory, cmd, "image", func() client.ObjectList { return &compute.ImageList{} }, anywhere)
	verb.CompleteFlag(o.Factory, cmd, "data-centre", func() client.ObjectList { return &compute.DataCentreList{} }, anywhere)
}

func (o *CreateOptions) run(ctx context.Context) error {
	machine, err := o.machine()
	if err != nil {
		return err
	}
	if o.UserData != "" {
		return o.submitWithUserData(ctx, machine)
	}
	return o.Submit(ctx, machine)
}

func (o *CreateOptions) machine() (*compute.VirtualMachine, error) {
	m := &compute.VirtualMachine{Spec: o.Spec}
	var err error
	if m.Spec.DataDisks, err = disks(o.DataDisks); err != nil {
		return nil, err
	}
	if o.Halted {
		m.Spec.RunStrategy, o.Done = compute.RunHalted, provisionedAndHalted
	}
	return m, o.Identify(m)
}

// provisionedAndHalted tells a machine that is stopped, as asked, from one that
// has no disks yet.
func provisionedAndHalted(m *compute.VirtualMachine) bool {
	ready := apimeta.FindStatusCondition(m.Status.Conditions, compute.ConditionReady)
	return ready != nil && ready.Reason == compute.ReasonHalted && ready.ObservedGeneration >= m.Generation &&
		apimeta.IsStatusConditionTrue(m.Status.Conditions, compute.ConditionProvisioned)
}
