// Package system holds the commands for information systems and their passports.
package system

import (
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of information systems.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("system", "Information systems and their passports",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewSet(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of information systems.
func Kind() verb.Kind[*tenancy.InformationSystem] {
	return verb.Kind[*tenancy.InformationSystem]{
		Noun: "system", Scope: verb.OfAgency,
		New:        func() *tenancy.InformationSystem { return &tenancy.InformationSystem{} },
		NewList:    func() client.ObjectList { return &tenancy.InformationSystemList{} },
		Conditions: conditions,
		Columns: []verb.Column[*tenancy.InformationSystem]{
			{Head: "CATEGORY", Value: func(s *tenancy.InformationSystem) string { return string(s.Spec.Category) }},
			{Head: "CLASS", Value: func(s *tenancy.InformationSystem) string { return string(s.Spec.Class) }},
			{Head: "SEGMENT", Value: func(s *tenancy.InformationSystem) string { return string(s.Spec.Segment) }},
			{Head: "PERSONAL-DATA", Value: func(s *tenancy.InformationSystem) string { return string(s.Spec.PersonalData) }},
			verb.StatusColumn("PASSPORT", tenancy.ConditionPassportComplete, conditions),
			{Head: "GAPS", Value: func(s *tenancy.InformationSystem) string { return verb.Join(s.Status.Gaps) }},
		},
		Details: details(),
	}
}

func details() []verb.Column[*tenancy.InformationSystem] {
	return append(verb.NameColumns(func(s *tenancy.InformationSystem) tenancy.Names { return s.Spec.Names }),
		verb.Column[*tenancy.InformationSystem]{Head: "PURPOSE", Value: func(s *tenancy.InformationSystem) string { return s.Spec.Purpose }},
		verb.Column[*tenancy.InformationSystem]{Head: "PERSONAL-DATA-NOTE", Value: func(s *tenancy.InformationSystem) string { return s.Spec.PersonalDataNote }},
		verb.Column[*tenancy.InformationSystem]{Head: "TARGET", Value: func(s *tenancy.InformationSystem) string { return string(s.Spec.Target) }},
		verb.Column[*tenancy.InformationSystem]{Head: "OPERATING-SINCE", Value: func(s *tenancy.InformationSystem) string { return string(s.Spec.OperatingSince) }},
		verb.Column[*tenancy.InformationSystem]{Head: "COMMISSION-DECISION", Value: func(s *tenancy.InformationSystem) string { return s.Spec.CommissionDecision }},
		verb.Column[*tenancy.InformationSystem]{Head: "DEPENDS-ON", Value: dependencies},
		verb.Column[*tenancy.InformationSystem]{Head: "SOURCE", Value: func(s *tenancy.InformationSystem) string { return s.Spec.Source }},
	)
}

func conditions(s *tenancy.InformationSystem) []metav1.Condition { return s.Status.Conditions }

func dependencies(s *tenancy.InformationSystem) string {
	names := make([]string, len(s.Spec.Dependencies))
	for i, d := range s.Spec.Dependencies {
		names[i] = d.Agency + "/" + d.Name
	}
	return verb.Join(names)
}
