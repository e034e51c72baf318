// Package wave holds the commands for waves of migration.
package wave

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/planning"
)

// New is the command that holds the verbs of waves.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("wave", "Waves: systems that move together", NewList(f, nil), NewShow(f, nil))
}

// Kind is what the verbs need to know of waves.
func Kind() verb.Kind[*api.MigrationWave] {
	return verb.Kind[*api.MigrationWave]{
		Noun: "wave", Scope: verb.OfPlatform,
		New:        func() *api.MigrationWave { return &api.MigrationWave{} },
		NewList:    func() client.ObjectList { return &api.MigrationWaveList{} },
		Conditions: conditions,
		Columns: []verb.Column[*api.MigrationWave]{
			{Head: "PROGRAMME", Value: func(w *api.MigrationWave) string { return w.Spec.Programme }},
			{Head: "KIND", Value: func(w *api.MigrationWave) string { return string(w.Spec.Kind) }},
			{Head: "FROM", Value: func(w *api.MigrationWave) string { return string(w.Spec.From) }},
			{Head: "TO", Value: func(w *api.MigrationWave) string { return string(w.Spec.To) }},
			{Head: "SYSTEMS", Value: func(w *api.MigrationWave) string { return strconv.Itoa(len(w.Spec.Systems)) }, Right: true},
			{Head: "PUBLISHED", Value: func(w *api.MigrationWave) string { return strconv.Itoa(int(w.Status.Published)) }, Right: true},
			verb.StatusColumn("ON-TIME", api.ConditionOnTime, conditions),
		},
	}
}

func conditions(w *api.MigrationWave) []metav1.Condition { return w.Status.Conditions }

// NewList is the command that lists waves.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.MigrationWave]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{Short: "List waves", Example: `  ikpctl wave list`}, runF)
}

// ShowOptions say which wave to show.
type ShowOptions struct {
	Factory *cmdutil.Factory
	Name    string
	Output  cmdutil.Output
}

// NewShow is the command that shows a wave's systems.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "show NAME", Short: "Show the systems of a wave and where they stand", Example: `  ikpctl wave show move-2026-w03`,
		Args: cobra.ExactArgs(1), ValidArgsFunction: verb.CompleteNames(f, func() client.ObjectList { return &api.MigrationWaveList{} }),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Name = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *ShowOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	w := &api.MigrationWave{}
	if err := c.Get(ctx, client.ObjectKey{Name: o.Name}, w); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "wave/" + o.Name, Err: err}
	}
	if o.Output != cmdutil.OutputTable {
		return verb.Encode(o.Factory.IO.Out, o.Output, w)
	}
	var moves api.SystemMigrationList
	if err := c.List(ctx, &moves); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "migration", Err: err}
	}
	world := planning.World{Migrations: moves.Items}
	world.Programme.Name = w.Spec.Programme
	return o.page(w, planning.MovesOf(world))
}

func (o *ShowOptions) page(w *api.MigrationWave, moves map[string]*api.SystemMigration) error {
	words := planned.Words{Catalogue: o.Factory.Texts()}
	if _, err := fmt.Fprintf(o.Factory.IO.Out, "%s\n\n", words.Say("wave-heading", "wave", w.Name, "programme", w.Spec.Programme,
		"from", string(w.Spec.From), "to", string(w.Spec.To), "published", strconv.Itoa(int(w.Status.Published)), "systems", strconv.Itoa(len(w.Spec.Systems)))); err != nil {
		return err
	}
	t := &cmdutil.Table{Heads: []string{words.Say("head-system"), words.Say("head-state"), words.Say("head-waits-for")}}
	for _, s := range w.Spec.Systems {
		name, waits := planning.NameOf(s.Agency, s.Name), ""
		m := moves[name]
		if m != nil && len(m.Status.Obstacles) > 0 {
			waits = m.Status.Obstacles[0].Party
		}
		t.Add(name, words.State(string(planning.StateOf(m))), waits)
	}
	return t.Write(o.Factory.IO.Out)
}
