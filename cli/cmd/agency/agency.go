// Package agency holds the commands for state bodies.
package agency

import (
	"strconv"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of agencies.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("agency", "State bodies: ministries, committees, akimats",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of agencies.
func Kind() verb.Kind[*tenancy.Agency] {
	return verb.Kind[*tenancy.Agency]{
		Noun: "agency", Scope: verb.OfPlatform,
		New:        func() *tenancy.Agency { return &tenancy.Agency{} },
		NewList:    func() client.ObjectList { return &tenancy.AgencyList{} },
		Conditions: conditions,
		Columns: []verb.Column[*tenancy.Agency]{
			{Head: "KIND", Value: func(a *tenancy.Agency) string { return string(a.Spec.Kind) }},
			{Head: "GROUP", Value: userGroup, Right: true},
			{Head: "PARTICIPATION", Value: func(a *tenancy.Agency) string { return string(a.Spec.Participation) }},
			{Head: "TITLE", Value: func(a *tenancy.Agency) string { return verb.Title(a.Spec.Names) }},
			verb.ReadyColumn(conditions),
		},
		Details: details(),
	}
}

func details() []verb.Column[*tenancy.Agency] {
	return append(verb.NameColumns(func(a *tenancy.Agency) tenancy.Names { return a.Spec.Names }),
		verb.Column[*tenancy.Agency]{Head: "PARENT", Value: func(a *tenancy.Agency) string { return a.Spec.Parent }},
		verb.Column[*tenancy.Agency]{Head: "NAMESPACE", Value: func(a *tenancy.Agency) string { return a.Status.Namespace }},
		verb.Column[*tenancy.Agency]{Head: "GAPS", Value: func(a *tenancy.Agency) string { return verb.Join(a.Status.Gaps) }},
		verb.Column[*tenancy.Agency]{Head: "SOURCE", Value: func(a *tenancy.Agency) string { return a.Spec.Source }},
	)
}

func conditions(a *tenancy.Agency) []metav1.Condition { return a.Status.Conditions }

func userGroup(a *tenancy.Agency) string {
	if a.Spec.UserGroup == nil {
		return ""
	}
	return strconv.Itoa(int(*a.Spec.UserGroup))
}
