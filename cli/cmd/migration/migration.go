// Package migration holds the commands for the moves of systems to the platform:
// how far they are, what stands in the way, and how to steer them.
package migration

import (
	"strings"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// New is the command that holds the verbs of migrations.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("migration", "Moves of systems to the platform: state, gates, who owes the next step",
		NewList(f, nil), NewShow(f, nil), NewHistory(f, nil), NewStart(f, nil), NewSet(f, nil), NewAdvance(f, nil),
		NewPause(f, nil), NewDefer(f, nil), NewResume(f, nil), NewRollback(f, nil))
}

// Kind is what the verbs need to know of migrations.
func Kind() verb.Kind[*api.SystemMigration] {
	return verb.Kind[*api.SystemMigration]{
		Noun: "migration", Scope: verb.OfAgency,
		New:     func() *api.SystemMigration { return &api.SystemMigration{} },
		NewList: func() client.ObjectList { return &api.SystemMigrationList{} },
		Columns: []verb.Column[*api.SystemMigration]{
			{Head: "STATE", Value: func(m *api.SystemMigration) string { return string(m.Status.State) }},
			{Head: "GOAL", Value: func(m *api.SystemMigration) string { return string(m.Spec.Goal) }},
			{Head: "WAITS-FOR", Value: waitsFor},
			{Head: "RULE", Value: rule},
			{Head: "SINCE", Value: since},
			verb.StatusColumn[*api.SystemMigration]("ON-TIME", api.ConditionOnTime, conditions),
		},
		Details: []verb.Column[*api.SystemMigration]{
			{Head: "SYSTEM", Value: func(m *api.SystemMigration) string { return m.Spec.System }},
			{Head: "PROGRAMME", Value: func(m *api.SystemMigration) string { return m.Spec.Programme }},
			{Head: "STAGE", Value: stage},
			{Head: "SOURCE-SITE", Value: func(m *api.SystemMigration) string { return m.Spec.SourceSite }},
			{Head: "ENVIRONMENT", Value: func(m *api.SystemMigration) string { return m.Spec.Environment }},
			{Head: "PAYER", Value: func(m *api.SystemMigration) string { return m.Spec.Payer }},
			{Head: "WINDOW", Value: window},
		},
		Conditions: conditions,
	}
}

func conditions(m *api.SystemMigration) []metav1.Condition { return m.Status.Conditions }

// waitsFor are the parties that owe the next step, each once.
func waitsFor(m *api.SystemMigration) string {
	var all []string
	seen := map[string]bool{"": true}
	for _, o := range m.Status.Obstacles {
		if !seen[o.Party] {
			seen[o.Party] = true
			all = append(all, o.Party)
		}
	}
	return strings.Join(all, ",")
}

func rule(m *api.SystemMigration) string {
	if len(m.Status.Obstacles) == 0 {
		return ""
	}
	return m.Status.Obstacles[0].Rule
}

func since(m *api.SystemMigration) string {
	if m.Status.Since == nil {
		return ""
	}
	return calendar.Day(m.Status.Since.Time)
}

func window(m *api.SystemMigration) string {
	if m.Spec.Window == nil {
		return ""
	}
	return cmdutil.Moment(m.Spec.Window.From.Time) + " - " + cmdutil.Moment(m.Spec.Window.To.Time)
}
