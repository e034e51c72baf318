package env

import (
	"context"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the environment to create.
type CreateOptions struct {
	verb.Create[*tenancy.Environment]
	Spec tenancy.EnvironmentSpec
}

// NewCreate is the command that creates an environment.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Create an environment of an information system",
		Long: `Create an environment of an information system: a namespace with its own roles,
network policy and quota slice. A production environment demands a complete
passport of the system (C-4.1).`,
		Example: `  ikpctl env create prod --agency minfin --system esf --type production --wait
  ikpctl env create dev --agency minfin --system esf --type dev --pods-vcpu 2 --dry-run=server`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.System, "system", "", "Information system of the agency that runs here")
	verb.StringVar(fs, &o.Spec.Type, "type", "What it is for: dev, test, stresstest, stage, production")
	fs.Int64Var(&o.Spec.Pods.VCPU, "pods-vcpu", 0, "vCPU that all containers may take (default 4)")
	fs.Int64Var(&o.Spec.Pods.MemoryGiB, "pods-memory", 0, "GiB of memory that all containers may take (default 8)")
	fs.Int64Var(&o.Spec.Pods.Pods, "pods", 0, "Number of pods (default 50)")
	verb.Require(cmd, "system", "type")
	verb.CompleteFlag(f, cmd, "system", func() client.ObjectList { return &tenancy.InformationSystemList{} }, o.Place.AgencyNamespace)
	verb.CompleteFixed(cmd, "type", tenancy.EnvironmentDev, tenancy.EnvironmentTest, tenancy.EnvironmentStressTest,
		tenancy.EnvironmentStage, tenancy.EnvironmentProduction)
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	e := &tenancy.Environment{Spec: o.Spec}
	if err := o.Identify(e); err != nil {
		return err
	}
	return o.Submit(ctx, e)
}
