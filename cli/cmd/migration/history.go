package migration

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// HistoryOptions say of which migration the steps are told.
type HistoryOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	Name    string
	Output  cmdutil.Output
}

// NewHistory is the command that tells every step of a migration, archived ones too.
func NewHistory(f *cmdutil.Factory, runF func(*HistoryOptions) error) *cobra.Command {
	o := &HistoryOptions{Factory: f}
	cmd := &cobra.Command{
		Use:   "history AGENCY/SYSTEM",
		Short: "Tell every step of a migration, when it was made and by which edition of the rules",
		Example: `  ikpctl migration history minfin/esf
  ikpctl migration history esf -a minfin -o json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: verb.CompleteArgs(f, Kind(), &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfAgency)
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *HistoryOptions) run(ctx context.Context) error {
	m, err := verb.Get(ctx, o.Factory, Kind(), &o.Place, o.Name)
	if err != nil {
		return err
	}
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	steps, err := stepsOf(ctx, c, m)
	if err != nil {
		return err
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, steps)
	}
	return o.table(steps).Write(o.Factory.IO.Out)
}

// stepsOf are those of the records, then those of the status.
func stepsOf(ctx context.Context, c client.Client, m *api.SystemMigration) ([]api.TransitionRecord, error) {
	var all []api.TransitionRecord
	if m.Status.Archived > 0 {
		var records api.MigrationRecordList
		if err := c.List(ctx, &records, client.InNamespace(m.Namespace)); err != nil {
			return nil, fmt.Errorf("listing records: %w", err)
		}
		for _, r := range records.Items {
			if r.Spec.UID == string(m.UID) {
				all = append(all, r.Spec.Steps...)
			}
		}
	}
	// A step that was archived a moment ago may be in both.
	all = append(all, m.Status.History...)
	slices.SortStableFunc(all, func(a, b api.TransitionRecord) int { return int(a.Number - b.Number) })
	return slices.CompactFunc(all, func(a, b api.TransitionRecord) bool { return a.Number == b.Number }), nil
}

func (o *HistoryOptions) table(steps []api.TransitionRecord) *cmdutil.Table {
	texts := o.Factory.Texts()
	t := &cmdutil.Table{Right: map[int]bool{0: true}, Heads: []string{
		texts.Say("head-number"), texts.Say("head-when"), texts.Say("head-from"), texts.Say("head-to"), texts.Say("head-why"), texts.Say("head-edition"),
	}}
	for _, s := range steps {
		t.Add(strconv.Itoa(int(s.Number)), cmdutil.Moment(s.At.Time), string(s.From), string(s.To), s.Note, s.Edition)
	}
	return t
}
