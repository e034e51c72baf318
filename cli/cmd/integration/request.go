package integration

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// RequestOptions describe the request.
type RequestOptions struct {
	verb.Create[*api.IntegrationRequest]
	Spec api.IntegrationRequestSpec
	// Provider as AGENCY/SYSTEM.
	Provider string
}

// NewRequest is the command by which an agency asks for data of another system.
func NewRequest(f *cmdutil.Factory, runF func(*RequestOptions) error) *cobra.Command {
	o := &RequestOptions{Create: verb.NewCreate(f, Kind())}
	cmd := &cobra.Command{
		Use:   "request NAME",
		Short: "Ask for data of another system through the gateway; the clock of two weeks begins",
		Example: `  ikpctl integration request esf-gbdfl -a minfin --system esf --provider mdai/gbdfl \
    --purpose 'check of the taxpayer' --personal-data Yes --contract '17 of 2026-11-20'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.AddFlags(cmd)
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.System, "system", "", "System that wants the data")
	fs.StringVar(&o.Provider, "provider", "", "System that has it, as AGENCY/SYSTEM")
	fs.StringVar(&o.Spec.Purpose, "purpose", "", "What the data is for")
	verb.StringVar(fs, &o.Spec.PersonalData, "personal-data", "Does personal data flow: Yes, No or Unknown")
	fs.StringVar(&o.Spec.Contract, "contract", "", "Contract on joint work in information security: number and date (KZ-INT-43)")
	verb.Require(cmd, "system", "provider", "purpose")
	verb.CompleteFlag(f, cmd, "system", func() client.ObjectList { return &tenancy.InformationSystemList{} }, o.Place.AgencyNamespace)
	verb.CompleteFixed(cmd, "personal-data", tenancy.PersonalDataYes, tenancy.PersonalDataNo, tenancy.PersonalDataUnknown)
	return cmd
}

func (o *RequestOptions) run(ctx context.Context) error {
	agency, system, ok := strings.Cut(o.Provider, "/")
	if !ok || agency == "" || system == "" {
		return cmdutil.UsageError{Err: fmt.Errorf("%q is not a system: write --provider AGENCY/SYSTEM", o.Provider)}
	}
	o.Spec.Provider = tenancy.SystemReference{Agency: agency, Name: system}
	r := &api.IntegrationRequest{Spec: o.Spec}
	if err := o.Identify(r); err != nil {
		return err
	}
	o.Done = func(r *api.IntegrationRequest) bool { return r.Status.Step != "" }
	return o.Submit(ctx, r)
}
