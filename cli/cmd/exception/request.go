package exception

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// RequestOptions describe the exception that is asked for.
type RequestOptions struct {
	verb.Create[*governance.ResidencyException]
	Spec governance.ResidencyExceptionSpec
	// From and Until in Almaty's time; an empty From is now.
	From, Until string
}

// NewRequest is the command by which an agency asks for an exception.
func NewRequest(f *cmdutil.Factory, runF func(*RequestOptions) error) *cobra.Command {
	o := &RequestOptions{Create: verb.NewCreate(f, Kind())}
	cmd := &cobra.Command{
		Use:   "request NAME",
		Short: "Ask that residency rules be lifted for a system, at named places and for a time",
		Long: `Ask that residency rules be lifted for a system, at named places and for a time. It
counts once two people have approved it, neither of them its author, and is gone the
second it expires: ikpctl approval give exception/AGENCY/NAME exception.`,
		Example: `  ikpctl exception request esf-fra -a minfin --system esf --rule KZ-PD-36 --dc fra-1 --act '14 of 2026-11-01' \
    --reason 'the registration of the site is under way' --until '2026-12-31 18:00'`,
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
	o.addFlags(f, cmd)
	return cmd
}

func (o *RequestOptions) addFlags(f *cmdutil.Factory, cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.System, "system", "", "Information system that it is for")
	fs.StringArrayVar(&o.Spec.Rules, "rule", nil, "Rule that is lifted; may be repeated")
	fs.StringArrayVar(&o.Spec.DataCentres, "dc", nil, "Data centre at which it is lifted; may be repeated")
	fs.StringVar(&o.Spec.Act, "act", "", "Act that allows it: number and date")
	fs.StringVar(&o.Spec.Reason, "reason", "", "Why, for those who read it later")
	fs.StringVar(&o.From, "from", "", "First moment in Almaty's time, YYYY-MM-DD or 'YYYY-MM-DD hh:mm' (default: now)")
	fs.StringVar(&o.Until, "until", "", "Moment at which it is gone, in Almaty's time")
	verb.Require(cmd, "system", "rule", "dc", "act", "reason", "until")
	verb.CompleteFlag(f, cmd, "system", func() client.ObjectList { return &tenancy.InformationSystemList{} }, o.Place.AgencyNamespace)
	verb.CompleteFlag(f, cmd, "dc", func() client.ObjectList { return &compute.DataCentreList{} }, func() string { return "" })
}

func (o *RequestOptions) run(ctx context.Context) error {
	var err error
	o.Spec.ValidFrom = metav1.NewTime(o.Factory.Clock.Now())
	if o.From != "" {
		if o.Spec.ValidFrom, err = momentOf(o.From, calendar.Almaty); err != nil {
			return cmdutil.UsageError{Err: fmt.Errorf("reading --from: %w", err)}
		}
	}
	if o.Spec.ExpiresAt, err = momentOf(o.Until, calendar.Almaty); err != nil {
		return cmdutil.UsageError{Err: fmt.Errorf("reading --until: %w", err)}
	}
	x := &governance.ResidencyException{Spec: o.Spec}
	if err := o.Identify(x); err != nil {
		return err
	}
	o.Done = func(x *governance.ResidencyException) bool { return x.Status.ContentHash != "" }
	return o.Submit(ctx, x)
}
