package migration

import (
	"context"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// StartOptions describe the migration that begins.
type StartOptions struct {
	verb.Create[*api.SystemMigration]
	Programme string
	Goal      api.State
	Fields    Fields
}

// NewStart is the command by which the migration team begins the move of a system.
func NewStart(f *cmdutil.Factory, runF func(*StartOptions) error) *cobra.Command {
	o := &StartOptions{Create: verb.NewCreate(f, Kind())}
	cmd := &cobra.Command{
		Use:   "start AGENCY/SYSTEM",
		Short: "Begin the move of a system; the migration is called after it",
		Long: `Begin the move of a system; the migration is called after it. It passes one gate
after the other until it has reached its goal, and waits at each that is shut.`,
		Example: `  ikpctl migration start minfin/esf --programme unified --stage 3 --payer 'Ministry of Finance'
  ikpctl migration start minfin/esf --programme unified --env prod --goal Closed \
    --criterion 'rows-equal=as many rows as before' --window '2026-12-05 22:00..2026-12-06 04:00'`,
		Args: cobra.ExactArgs(1),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o.Name, o.Fields.Given = args[0], cmdutil.Given(cmd)
		if runF != nil {
			return runF(o)
		}
		return o.run(cmd.Context())
	}
	o.AddFlags(cmd)
	o.Fields.addFlags(f, cmd, &o.Place)
	cmd.Flags().StringVar(&o.Programme, "programme", "", "Programme by whose rules it moves")
	verb.StringVar(cmd.Flags(), &o.Goal, "goal", "State to advance to (default: Replicating)")
	verb.Require(cmd, "programme")
	verb.CompleteFlag(f, cmd, "programme", func() client.ObjectList { return &api.MigrationProgrammeList{} }, func() string { return "" })
	verb.CompleteFixed(cmd, "goal", goals()...)
	return cmd
}

func (o *StartOptions) run(ctx context.Context) error {
	m := &api.SystemMigration{}
	if err := o.Identify(m); err != nil {
		return err
	}
	m.Spec = api.SystemMigrationSpec{System: m.Name, Programme: o.Programme, Goal: o.Goal}
	if err := o.Fields.apply(&m.Spec); err != nil {
		return err
	}
	o.Done = func(m *api.SystemMigration) bool { return m.Status.State != "" }
	return o.Submit(ctx, m)
}
