// Package statement holds the commands for what agencies used and what it costs.
package statement

import (
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/text"
)

// New is the command that holds the verbs of statements.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("statement", "What an agency's systems used in a month and what it costs",
		NewList(f, nil), NewShow(f, nil))
}

// Kind is what the verbs need to know of the statements that are kept as objects,
// one per month with usage.
func Kind() verb.Kind[*finance.Statement] {
	return verb.Kind[*finance.Statement]{
		Noun: "statement", Scope: verb.OfAgency,
		New:        func() *finance.Statement { return &finance.Statement{} },
		NewList:    func() client.ObjectList { return &finance.StatementList{} },
		Conditions: func(s *finance.Statement) []metav1.Condition { return s.Status.Conditions },
	}
}

// state says whether the amounts of a statement can still grow.
func state(v *subresources.StatementView, texts *text.Catalogue) string {
	if v.Status.Provisional {
		return texts.Say("statement-provisional")
	}
	return texts.Say("statement-final")
}

func asOf(v *subresources.StatementView) string {
	if v.Status.AsOf == nil {
		return ""
	}
	return cmdutil.Moment(v.Status.AsOf.Time)
}
