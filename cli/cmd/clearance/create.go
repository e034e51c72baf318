package clearance

import (
	"context"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the clearance to issue.
type CreateOptions struct {
	verb.Create[*governance.SecurityClearance]
	Spec governance.SecurityClearanceSpec
}

// NewCreate is the command by which the security service issues a clearance.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Issue a security clearance; the security service alone may",
		Long: `Issue a security clearance: the record that a system passed its
information-security tests (KZ-IB-40, KZ-IB-49). The security service issues it;
nobody certifies himself. A clearance never changes: issue another.`,
		Example: `  ikpctl clearance create esf-2026 -a minfin --system esf --verdict Positive --protocol 'ИБ-2026-014' \
    --laboratory 'АО «ГТС»' --valid-from 2026-01-15 --valid-until 2027-01-14`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.System, "system", "", "Information system that was tested")
	verb.StringVar(fs, &o.Spec.Verdict, "verdict", "Outcome of the tests: Positive or Negative")
	fs.StringVar(&o.Spec.Protocol, "protocol", "", "Number of the test protocol")
	fs.StringVar(&o.Spec.Laboratory, "laboratory", "", "Who ran the tests")
	verb.StringVar(fs, &o.Spec.ValidFrom, "valid-from", "First day on which it holds, YYYY-MM-DD")
	verb.StringVar(fs, &o.Spec.ValidUntil, "valid-until", "Last day on which it holds, YYYY-MM-DD")
	verb.Require(cmd, "system", "verdict", "protocol", "laboratory", "valid-from", "valid-until")
	verb.CompleteFlag(f, cmd, "system", func() client.ObjectList { return &tenancy.InformationSystemList{} }, o.Place.AgencyNamespace)
	verb.CompleteFixed(cmd, "verdict", governance.VerdictPositive, governance.VerdictNegative)
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	c := &governance.SecurityClearance{Spec: o.Spec}
	if err := o.Identify(c); err != nil {
		return err
	}
	return o.Submit(ctx, c)
}
