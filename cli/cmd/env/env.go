// Package env holds the commands for environments of information systems.
package env

import (
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of environments.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("env", "Environments in which a system runs: dev, test, stresstest, stage, production",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of environments.
func Kind() verb.Kind[*tenancy.Environment] {
	return verb.Kind[*tenancy.Environment]{
		Noun: "env", Scope: verb.OfAgency,
		New:        func() *tenancy.Environment { return &tenancy.Environment{} },
		NewList:    func() client.ObjectList { return &tenancy.EnvironmentList{} },
		Conditions: conditions,
		Columns: []verb.Column[*tenancy.Environment]{
			{Head: "SYSTEM", Value: func(e *tenancy.Environment) string { return e.Spec.System }},
			{Head: "TYPE", Value: func(e *tenancy.Environment) string { return string(e.Spec.Type) }},
			{Head: "NAMESPACE", Value: func(e *tenancy.Environment) string { return e.Status.Namespace }},
			verb.ReadyColumn(conditions),
			verb.ReadyReasonColumn(conditions),
		},
		Details: []verb.Column[*tenancy.Environment]{
			verb.NumberColumn("PODS-VCPU", func(e *tenancy.Environment) int64 { return e.Spec.Pods.VCPU }),
			verb.NumberColumn("PODS-MEMORY-GIB", func(e *tenancy.Environment) int64 { return e.Spec.Pods.MemoryGiB }),
			verb.NumberColumn("PODS", func(e *tenancy.Environment) int64 { return e.Spec.Pods.Pods }),
		},
	}
}

func conditions(e *tenancy.Environment) []metav1.Condition { return e.Status.Conditions }
