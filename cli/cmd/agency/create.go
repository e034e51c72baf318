package agency

import (
	"context"

	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the agency to create.
type CreateOptions struct {
	verb.Create[*tenancy.Agency]
	Spec tenancy.AgencySpec
	// UserGroup is the priority group, 1 to 5; zero while no source gives it.
	UserGroup int32
}

// NewCreate is the command that creates an agency.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Create an agency",
		Example: `  ikpctl agency create minfin --kind ministry --name-ru 'Министерство финансов'
  ikpctl agency create kgd --kind committee --parent minfin --name-ru 'Комитет государственных доходов' --wait`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	verb.NamesFlags(fs, &o.Spec.Names)
	verb.StringVar(fs, &o.Spec.Kind, "kind", "What sort of body: ministry, committee, akimat-region, …")
	fs.StringVar(&o.Spec.Parent, "parent", "", "Agency this one is subordinate to")
	fs.Int32Var(&o.UserGroup, "user-group", 0, "Priority group of users, 1 to 5 (C-7)")
	verb.StringVar(fs, &o.Spec.Participation, "participation", "Whether joining is Mandatory, Voluntary or Unknown (C-7.6)")
	fs.StringVar(&o.Spec.Source, "source", "", "Public document or page the record was taken from")
	verb.Require(cmd, "kind")
	verb.CompleteFixed(cmd, "kind", tenancy.KindMinistry, tenancy.KindCommittee, tenancy.KindSecurity,
		tenancy.KindPresidentBody, tenancy.KindJudicialConstitutional, tenancy.KindAkimatRegion,
		tenancy.KindAkimatCity, tenancy.KindQuasiState)
	verb.CompleteFixed(cmd, "participation", tenancy.ParticipationMandatory, tenancy.ParticipationVoluntary, tenancy.ParticipationUnknown)
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	a := &tenancy.Agency{Spec: o.Spec}
	if o.UserGroup != 0 {
		a.Spec.UserGroup = &o.UserGroup
	}
	if err := o.Identify(a); err != nil {
		return err
	}
	return o.Submit(ctx, a)
}
