// Package statement holds the commands for what agencies used and what it costs.
package statement

import (
	"github.com/spf13/cobra"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/text"
)

// New is the command that holds the verbs of statements.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("statement", "What an agency's systems used in a month and what it costs",
		NewList(f, nil), NewShow(f, nil))
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
