// Package assessment holds the commands for the audit of systems before they move
// (measure 2): the questionnaire, its answers, risks and decisions, and systems
// that seem to carry one function.
package assessment

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of assessments.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("assessment", "The audit of systems before they move: answers, risks, what becomes of them",
		NewQuestionnaire(f, nil), NewAnswer(f, nil), NewRisk(f, nil), NewDecide(f, nil),
		NewList(f, nil), NewShow(f, nil), NewDuplicates(f, nil))
}

// Kind is what the verbs need to know of assessments.
func Kind() verb.Kind[*api.SystemAssessment] {
	return verb.Kind[*api.SystemAssessment]{
		Noun: "assessment", Scope: verb.OfAgency,
		New:        func() *api.SystemAssessment { return &api.SystemAssessment{} },
		NewList:    func() client.ObjectList { return &api.SystemAssessmentList{} },
		Conditions: conditions,
		Columns: []verb.Column[*api.SystemAssessment]{
			{Head: "SYSTEM", Value: func(a *api.SystemAssessment) string { return a.Spec.System }},
			{Head: "READINESS", Right: true, Value: readiness},
			verb.NumberColumn("OPEN", func(a *api.SystemAssessment) int64 { return int64(len(a.Status.Unanswered)) }),
			verb.NumberColumn("RISKS", func(a *api.SystemAssessment) int64 { return int64(len(a.Status.Risks)) }),
			verb.NumberColumn("ALIKE", func(a *api.SystemAssessment) int64 { return int64(len(a.Status.Duplicates)) }),
			{Head: "SUGGESTED", Value: func(a *api.SystemAssessment) string { return string(a.Status.Suggested) }},
			{Head: "DECIDED", Value: func(a *api.SystemAssessment) string { return string(a.Spec.Disposition) }},
			verb.ReadyColumn(conditions), verb.ReadyReasonColumn(conditions),
		},
	}
}

func conditions(a *api.SystemAssessment) []metav1.Condition { return a.Status.Conditions }

func readiness(a *api.SystemAssessment) string {
	if a.Status.Readiness == nil {
		return ""
	}
	return strconv.Itoa(int(*a.Status.Readiness))
}

// find is the assessment of a system, or nil. Of several the one that was made
// last counts, as it does for the gates.
func find(ctx context.Context, c client.Client, system client.ObjectKey) (*api.SystemAssessment, error) {
	var list api.SystemAssessmentList
	if err := c.List(ctx, &list, client.InNamespace(system.Namespace)); err != nil {
		return nil, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "assessment", Err: err}
	}
	var last *api.SystemAssessment
	for i := range list.Items {
		if a := &list.Items[i]; a.Spec.System == system.Name && (last == nil || last.CreationTimestamp.Before(&a.CreationTimestamp)) {
			last = a
		}
	}
	return last, nil
}
