// Package clearance holds the commands for security clearances.
package clearance

import (
	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of security clearances.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("clearance", "Information-security tests that a system passed (KZ-IB-40)",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil))
}

// Kind is what the verbs need to know of security clearances.
func Kind() verb.Kind[*governance.SecurityClearance] {
	return verb.Kind[*governance.SecurityClearance]{
		Noun: "clearance", Scope: verb.OfAgency,
		New:     func() *governance.SecurityClearance { return &governance.SecurityClearance{} },
		NewList: func() client.ObjectList { return &governance.SecurityClearanceList{} },
		Columns: []verb.Column[*governance.SecurityClearance]{
			{Head: "SYSTEM", Value: func(c *governance.SecurityClearance) string { return c.Spec.System }},
			{Head: "VERDICT", Value: func(c *governance.SecurityClearance) string { return string(c.Spec.Verdict) }},
			{Head: "FROM", Value: func(c *governance.SecurityClearance) string { return string(c.Spec.ValidFrom) }},
			{Head: "UNTIL", Value: func(c *governance.SecurityClearance) string { return string(c.Spec.ValidUntil) }},
			{Head: "PROTOCOL", Value: func(c *governance.SecurityClearance) string { return c.Spec.Protocol }},
			verb.RequestedByColumn[*governance.SecurityClearance]("ISSUED-BY"),
		},
		Details: []verb.Column[*governance.SecurityClearance]{
			{Head: "LABORATORY", Value: func(c *governance.SecurityClearance) string { return c.Spec.Laboratory }},
		},
	}
}
