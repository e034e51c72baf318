package system

import (
	"context"

	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// SetOptions say which fields of a passport change.
type SetOptions struct {
	verb.Change[*tenancy.InformationSystem]
	Passport Passport
}

// NewSet is the command that completes or corrects a system's passport.
func NewSet(f *cmdutil.Factory, runF func(*SetOptions) error) *cobra.Command {
	o := &SetOptions{Change: verb.NewChange(f, Kind())}
	var cmd *cobra.Command
	cmd = o.Command("set NAME", verb.Words{
		Short: "Complete or correct the passport of an information system",
		Long: `Complete or correct the passport of an information system. Fields whose flags are
not given stay as they are.`,
		Example: `  ikpctl system set minfin/esf --segment G2CB --class Second --category HighPriority --personal-data Yes
  ikpctl system set esf -a minfin --depends-on mdai/gbdfl --wait`,
	}, func(ctx context.Context) error {
		o.Passport.Given = cmdutil.Given(cmd)
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	o.Passport.addFlags(cmd)
	verb.WaitFlag(cmd.Flags(), &o.Wait, "the passport is complete and the system ready")
	return cmd
}

func (o *SetOptions) run(ctx context.Context) error {
	return o.Apply(ctx, func(s *tenancy.InformationSystem) error { return o.Passport.apply(&s.Spec) }, verb.Ready(Kind()))
}
