package migration

import (
	"context"

	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// SteerOptions say what a migration shall do.
type SteerOptions struct {
	verb.Change[*api.SystemMigration]
	// To is the state to advance to.
	To api.State
	// Aside says why it stands aside.
	Aside api.Aside
	// Fields that change.
	Fields Fields
}

// steering is a command that changes a migration in one way.
func steering(f *cmdutil.Factory, use string, w verb.Words, change func(*SteerOptions, *api.SystemMigration) error,
	runF func(*SteerOptions) error,
) (*cobra.Command, *SteerOptions) {
	o := &SteerOptions{Change: verb.NewChange(f, Kind())}
	var cmd *cobra.Command
	cmd = o.Command(use+" AGENCY/SYSTEM", w, func(ctx context.Context) error {
		o.Fields.Given = cmdutil.Given(cmd)
		if runF != nil {
			return runF(o)
		}
		return o.Apply(ctx, func(m *api.SystemMigration) error { return change(o, m) }, func(*api.SystemMigration) bool { return true })
	})
	return cmd, o
}

// NewSet is the command that completes or corrects what is known of a move.
func NewSet(f *cmdutil.Factory, runF func(*SteerOptions) error) *cobra.Command {
	cmd, o := steering(f, "set", verb.Words{
		Short: "Complete or correct a move: stage, site, environment, payer, criteria, window",
		Long: `Complete or correct a move. Fields whose flags are not given stay as they are. Words
of parties on the part that changes count no more: they are asked again.`,
		Example: `  ikpctl migration set minfin/esf --stage 3 --site minfin-own --env prod --data 800
  ikpctl migration set minfin/esf --window '2026-12-05 22:00..2026-12-06 04:00' --outage 30`,
	}, func(o *SteerOptions, m *api.SystemMigration) error { return o.Fields.apply(&m.Spec) }, runF)
	o.Fields.addFlags(f, cmd, &o.Place)
	return cmd
}

// NewAdvance is the command that sets the goal of a migration.
func NewAdvance(f *cmdutil.Factory, runF func(*SteerOptions) error) *cobra.Command {
	cmd, o := steering(f, "advance", verb.Words{
		Short: "Let a migration go on to a state; gates that are shut stay so",
		Long: `Let a migration go on to a state, by default to the next. It opens no gate: what is
missing is told by ikpctl migration show.`,
		Example: `  ikpctl migration advance minfin/esf
  ikpctl migration advance minfin/esf --to CuttingOver`,
	}, func(o *SteerOptions, m *api.SystemMigration) error {
		if m.Spec.Goal = o.To; o.To == "" {
			m.Spec.Goal = next(m)
		}
		return nil
	}, runF)
	verb.StringVar(cmd.Flags(), &o.To, "to", "State to advance to (default: the next)")
	verb.CompleteFixed(cmd, "to", goals()...)
	return cmd
}

// NewPause is the command that stops a migration where it is.
func NewPause(f *cmdutil.Factory, runF func(*SteerOptions) error) *cobra.Command {
	cmd, o := steering(f, "pause", verb.Words{
		Short:   "Stop a migration where it is, and say why",
		Example: `  ikpctl migration pause minfin/esf --reason 'the supplier is on leave' --until 2026-12-01`,
	}, func(o *SteerOptions, m *api.SystemMigration) error {
		m.Spec.Paused = o.Aside.DeepCopy()
		return nil
	}, runF)
	asideFlags(cmd, &o.Aside)
	return cmd
}

// NewDefer is the command that puts a migration off.
func NewDefer(f *cmdutil.Factory, runF func(*SteerOptions) error) *cobra.Command {
	cmd, o := steering(f, "defer", verb.Words{
		Short:   "Put a migration off, and say why",
		Example: `  ikpctl migration defer minfin/esf --reason 'its data centre conforms to decree 832' --until 2028-01-01`,
	}, func(o *SteerOptions, m *api.SystemMigration) error {
		m.Spec.Deferred = o.Aside.DeepCopy()
		return nil
	}, runF)
	asideFlags(cmd, &o.Aside)
	return cmd
}

func asideFlags(cmd *cobra.Command, a *api.Aside) {
	cmd.Flags().StringVar(&a.Reason, "reason", "", "Why, for those who wait")
	verb.StringVar[tenancy.Date](cmd.Flags(), &a.Until, "until", "Day on which it goes on, YYYY-MM-DD (default: when it is resumed)")
	verb.Require(cmd, "reason")
}

// NewResume is the command that lets a migration go on.
func NewResume(f *cmdutil.Factory, runF func(*SteerOptions) error) *cobra.Command {
	cmd, _ := steering(f, "resume", verb.Words{
		Short:   "Let a migration go on that was paused or put off",
		Example: `  ikpctl migration resume minfin/esf`,
	}, func(_ *SteerOptions, m *api.SystemMigration) error {
		m.Spec.Paused, m.Spec.Deferred = nil, nil
		return nil
	}, runF)
	return cmd
}

// NewRollback is the command that takes a system back to its old site.
func NewRollback(f *cmdutil.Factory, runF func(*SteerOptions) error) *cobra.Command {
	cmd, _ := steering(f, "rollback", verb.Words{
		Short: "Take a system back to its old site, while that still runs",
		Long: `Take a system back to its old site: from its cut-over until the old system is switched
off. To try again, set another goal: ikpctl migration advance.`,
		Example: `  ikpctl migration rollback minfin/esf`,
	}, func(_ *SteerOptions, m *api.SystemMigration) error {
		m.Spec.Goal = api.StateRolledBack
		return nil
	}, runF)
	return cmd
}
