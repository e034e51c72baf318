// Package programme holds the commands that look at the whole migration programme:
// where its systems stand, how many are left, and what may become of its deadlines.
package programme

import (
	"strconv"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of programmes.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("programme", "Migration programmes: where systems stand, what is left, what becomes of deadlines",
		NewList(f, nil), NewStatus(f, nil), NewBurndown(f, nil), NewRehearse(f, nil))
}

// Kind is what the verbs need to know of programmes.
func Kind() verb.Kind[*api.MigrationProgramme] {
	return verb.Kind[*api.MigrationProgramme]{
		Noun: "programme", Scope: verb.OfPlatform,
		New:        func() *api.MigrationProgramme { return &api.MigrationProgramme{} },
		NewList:    func() client.ObjectList { return &api.MigrationProgrammeList{} },
		Conditions: conditions,
		Columns: []verb.Column[*api.MigrationProgramme]{
			{Head: "FROM", Value: func(p *api.MigrationProgramme) string { return string(p.Spec.StartsOn) }},
			{Head: "TO", Value: func(p *api.MigrationProgramme) string { return string(p.Spec.EndsOn) }},
			{Head: "EDITION", Value: func(p *api.MigrationProgramme) string { return p.Status.Edition }},
			{Head: "SYSTEMS", Value: func(p *api.MigrationProgramme) string { return strconv.Itoa(int(p.Status.Systems)) }, Right: true},
			{Head: "OVERDUE", Value: func(p *api.MigrationProgramme) string { return strconv.Itoa(int(p.Status.Overdue)) }, Right: true},
			verb.StatusColumn("ON-TIME", api.ConditionOnTime, conditions),
		},
	}
}

func conditions(p *api.MigrationProgramme) []metav1.Condition { return p.Status.Conditions }

// NewList is the command that lists programmes.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.MigrationProgramme]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{Short: "List migration programmes", Example: `  ikpctl programme list`}, runF)
}
