// Package integration holds the commands for requests for data of another system
// through the gateway: how far they are, who holds them, and which are late (C-10.3).
package integration

import (
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// New is the command that holds the verbs of integrations.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("integration", "Requests for data of another system, from request to access in two weeks (C-10.3)",
		NewList(f, nil), NewShow(f, nil), NewRequest(f, nil), NewApprove(f, nil), NewReject(f, nil), NewBreaches(f, nil))
}

// Kind is what the verbs need to know of integrations.
func Kind() verb.Kind[*api.IntegrationRequest] {
	return verb.Kind[*api.IntegrationRequest]{
		Noun: "integration", Scope: verb.OfAgency,
		New:     func() *api.IntegrationRequest { return &api.IntegrationRequest{} },
		NewList: func() client.ObjectList { return &api.IntegrationRequestList{} },
		Columns: []verb.Column[*api.IntegrationRequest]{
			{Head: "SYSTEM", Value: func(r *api.IntegrationRequest) string { return r.Spec.System }},
			{Head: "PROVIDER", Value: func(r *api.IntegrationRequest) string { return r.Spec.Provider.Agency + "/" + r.Spec.Provider.Name }},
			{Head: "STEP", Value: func(r *api.IntegrationRequest) string { return string(r.Status.Step) }},
			{Head: "HOLDER", Value: func(r *api.IntegrationRequest) string { return r.Status.Holder }},
			{Head: "HELD-SINCE", Value: heldSince},
			{Head: "DUE", Value: func(r *api.IntegrationRequest) string { return string(r.Status.DueOn) }},
			verb.StatusColumn[*api.IntegrationRequest]("ON-TIME", api.ConditionOnTime, conditions),
		},
		Details: []verb.Column[*api.IntegrationRequest]{
			{Head: "PURPOSE", Value: func(r *api.IntegrationRequest) string { return r.Spec.Purpose }},
			{Head: "PERSONAL-DATA", Value: func(r *api.IntegrationRequest) string { return string(r.Spec.PersonalData) }},
			{Head: "CONTRACT", Value: func(r *api.IntegrationRequest) string { return r.Spec.Contract }},
		},
		Conditions: conditions,
	}
}

func conditions(r *api.IntegrationRequest) []metav1.Condition { return r.Status.Conditions }

func heldSince(r *api.IntegrationRequest) string {
	for _, s := range r.Status.Steps {
		if s.Step == r.Status.Step && s.Since != nil {
			return calendar.Day(s.Since.Time)
		}
	}
	return ""
}

// NewList is the command that lists integrations.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.IntegrationRequest]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List integrations: which step is open, who holds it since when, and when access is due",
		Example: `  ikpctl integration list
  ikpctl integration list -a minfin -o yaml`,
	}, runF)
}

// NewShow is the command that shows an integration.
func NewShow(f *cmdutil.Factory, runF func(*verb.ShowOptions[*api.IntegrationRequest]) error) *cobra.Command {
	return verb.NewShow(f, Kind(), verb.Words{
		Short: "Show an integration",
		Example: `  ikpctl integration show minfin/esf-gbdfl
  ikpctl integration show esf-gbdfl -a minfin -o yaml`,
	}, runF)
}
