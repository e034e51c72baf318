// Package plan holds the commands for the schedules of agencies: they are proposed
// by the planner, shown, exported for agreement, and tried out.
package plan

import (
	"strconv"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of plans.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("plan", "Schedules by which agencies' systems move: proposed, shown, exported, tried out",
		NewList(f, nil), NewShow(f, nil), NewPropose(f, nil), NewSimulate(f, nil), NewExport(f, nil), NewDefaults(f, nil))
}

// Kind is what the verbs need to know of plans.
func Kind() verb.Kind[*api.MigrationPlan] {
	return verb.Kind[*api.MigrationPlan]{
		Noun: "plan", Scope: verb.OfAgency,
		New:        func() *api.MigrationPlan { return &api.MigrationPlan{} },
		NewList:    func() client.ObjectList { return &api.MigrationPlanList{} },
		Conditions: conditions,
		Columns: []verb.Column[*api.MigrationPlan]{
			{Head: "PROGRAMME", Value: func(p *api.MigrationPlan) string { return p.Spec.Programme }},
			{Head: "SYSTEMS", Value: func(p *api.MigrationPlan) string { return strconv.Itoa(len(p.Spec.Items)) }, Right: true},
			{Head: "PUBLISHED", Value: func(p *api.MigrationPlan) string { return strconv.Itoa(int(p.Status.Published)) }, Right: true},
			{Head: "LATE", Value: func(p *api.MigrationPlan) string { return strconv.Itoa(int(p.Status.Late)) }, Right: true},
			verb.StatusColumn("AGREED", api.ConditionAgreed, conditions),
			verb.StatusColumn("ON-TIME", api.ConditionOnTime, conditions),
		},
	}
}

func conditions(p *api.MigrationPlan) []metav1.Condition { return p.Status.Conditions }

// NewList is the command that lists plans.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.MigrationPlan]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{Short: "List the plans of agencies", Example: `  ikpctl plan list
  ikpctl plan list -o json`}, runF)
}
