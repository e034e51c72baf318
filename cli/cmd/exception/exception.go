// Package exception holds the commands for residency exceptions: who asked for one,
// on the ground of which act, who has approved it, and whether it counts.
package exception

import (
	"time"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of residency exceptions.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("exception", "Residency rules that are lifted for a system, a place and a time",
		NewList(f, nil), NewShow(f, nil), NewRequest(f, nil))
}

// Kind is what the verbs need to know of residency exceptions.
func Kind() verb.Kind[*governance.ResidencyException] {
	return verb.Kind[*governance.ResidencyException]{
		Noun: "exception", Scope: verb.OfAgency,
		New:     func() *governance.ResidencyException { return &governance.ResidencyException{} },
		NewList: func() client.ObjectList { return &governance.ResidencyExceptionList{} },
		Columns: []verb.Column[*governance.ResidencyException]{
			{Head: "SYSTEM", Value: func(x *governance.ResidencyException) string { return x.Spec.System }},
			{Head: "RULES", Value: func(x *governance.ResidencyException) string { return verb.Join(x.Spec.Rules) }},
			{Head: "DATA-CENTRES", Value: func(x *governance.ResidencyException) string { return verb.Join(x.Spec.DataCentres) }},
			{Head: "EXPIRES", Value: func(x *governance.ResidencyException) string { return cmdutil.Moment(x.Spec.ExpiresAt.Time) }},
			{Head: "APPROVED-BY", Value: func(x *governance.ResidencyException) string { return verb.Join(x.Status.Approvers) }},
			verb.StatusColumn[*governance.ResidencyException]("ACTIVE", governance.ConditionActive, conditions),
		},
		Details: []verb.Column[*governance.ResidencyException]{
			{Head: "ACT", Value: func(x *governance.ResidencyException) string { return x.Spec.Act }},
			{Head: "REASON", Value: func(x *governance.ResidencyException) string { return x.Spec.Reason }},
			{Head: "FROM", Value: func(x *governance.ResidencyException) string { return cmdutil.Moment(x.Spec.ValidFrom.Time) }},
			verb.RequestedByColumn[*governance.ResidencyException]("REQUESTED-BY"),
		},
		Conditions: conditions,
	}
}

func conditions(x *governance.ResidencyException) []metav1.Condition { return x.Status.Conditions }

// NewList is the command that lists residency exceptions.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*governance.ResidencyException]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List residency exceptions, who has approved them, and whether they count",
		Example: `  ikpctl exception list
  ikpctl exception list -a minfin -o json`,
	}, runF)
}

// NewShow is the command that shows a residency exception.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*governance.ResidencyException]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show a residency exception with its act and its approvers",
		Example: `  ikpctl exception show minfin/esf-fra
  ikpctl exception show esf-fra -a minfin -o yaml`,
	}, runF)
}

// momentOf reads a moment in Almaty's time.
func momentOf(text string, zone *time.Location) (metav1.Time, error) {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		at, err = time.ParseInLocation(time.DateOnly, text, zone)
	}
	return metav1.NewTime(at), err
}
