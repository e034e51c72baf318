// Package budget holds the commands for agencies' budgets.
package budget

import (
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of budgets.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("budget", "What an agency may spend in a fiscal year, in tenge",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewSet(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of budgets.
func Kind() verb.Kind[*finance.Budget] {
	return verb.Kind[*finance.Budget]{
		Noun: "budget", Scope: verb.OfAgency,
		New:        func() *finance.Budget { return &finance.Budget{} },
		NewList:    func() client.ObjectList { return &finance.BudgetList{} },
		Conditions: conditions,
		Columns: []verb.Column[*finance.Budget]{
			verb.NumberColumn("YEAR", func(b *finance.Budget) int64 { return int64(b.Spec.FiscalYear) }),
			{Head: "LIMIT-KZT", Right: true, Value: func(b *finance.Budget) string { return b.Spec.Limit }},
			{Head: "SPENT", Right: true, Value: func(b *finance.Budget) string { return b.Status.Spent }},
			{Head: "COMMITTED", Right: true, Value: func(b *finance.Budget) string { return b.Status.Committed }},
			{Head: "AVAILABLE", Right: true, Value: func(b *finance.Budget) string { return b.Status.Available }},
			verb.ReadyColumn(conditions),
		},
		Details: []verb.Column[*finance.Budget]{
			{Head: "DOCUMENT", Value: func(b *finance.Budget) string { return b.Spec.Document }},
		},
	}
}

func conditions(b *finance.Budget) []metav1.Condition { return b.Status.Conditions }
