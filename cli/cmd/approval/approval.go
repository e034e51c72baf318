// Package approval holds the commands for the words of parties: what was said, and
// how to say something.
package approval

import (
	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of approvals.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("approval", "What parties have decided: on measures, plans, exceptions, integrations",
		NewList(f, nil), NewShow(f, nil), NewGive(f, nil))
}

// Kind is what the verbs need to know of approvals.
func Kind() verb.Kind[*governance.Approval] {
	return verb.Kind[*governance.Approval]{
		Noun: "approval", Scope: verb.OfAgency,
		New:     func() *governance.Approval { return &governance.Approval{} },
		NewList: func() client.ObjectList { return &governance.ApprovalList{} },
		Columns: []verb.Column[*governance.Approval]{
			{Head: "KIND", Value: func(a *governance.Approval) string { return a.Spec.Subject.Kind }},
			{Head: "SUBJECT", Value: func(a *governance.Approval) string { return a.Spec.Subject.Name }},
			{Head: "MATTER", Value: func(a *governance.Approval) string { return a.Spec.Matter }},
			{Head: "PARTY", Value: func(a *governance.Approval) string { return a.Spec.Party }},
			{Head: "DECISION", Value: func(a *governance.Approval) string { return string(a.Spec.Decision) }},
			verb.RequestedByColumn[*governance.Approval]("BY"),
		},
		Details: []verb.Column[*governance.Approval]{
			{Head: "CONTENT", Value: func(a *governance.Approval) string { return a.Spec.ContentHash }},
			{Head: "EVIDENCE", Value: func(a *governance.Approval) string { return Evidence(a.Spec.Evidence) }},
			{Head: "COMMENT", Value: func(a *governance.Approval) string { return a.Spec.Comment }},
		},
	}
}

// NewList is the command that lists approvals.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*governance.Approval]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List what parties have decided",
		Example: `  ikpctl approval list
  ikpctl approval list -a minfin -o json`,
	}, runF)
}

// NewShow is the command that shows an approval.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*governance.Approval]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show what a party has decided, on what and on which evidence",
		Example: `  ikpctl approval show minfin/esf-measure-01-x7k2p
  ikpctl approval show esf-measure-01-x7k2p -a minfin -o yaml`,
	}, runF)
}
