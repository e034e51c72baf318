package system

import (
	"context"

	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the system to create.
type CreateOptions struct {
	verb.Create[*tenancy.InformationSystem]
	Passport Passport
}

// NewCreate is the command that creates an information system.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	var cmd *cobra.Command
	cmd = o.Command(verb.Words{
		Short: "Create an information system; what is not known yet may stay unknown",
		Example: `  ikpctl system create esf -a minfin --name-ru 'Электронные счета-фактуры'
  ikpctl system create esf -a minfin --name-ru 'Электронные счета-фактуры' --segment G2CB --class Second --export`,
	}, func(ctx context.Context) error {
		o.Passport.Given = cmdutil.Given(cmd)
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	o.Passport.addFlags(cmd)
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	s := &tenancy.InformationSystem{}
	if err := o.Passport.apply(&s.Spec); err != nil {
		return err
	}
	if err := o.Identify(s); err != nil {
		return err
	}
	return o.Submit(ctx, s)
}
