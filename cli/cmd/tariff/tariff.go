// Package tariff holds the commands for regulated prices.
package tariff

import (
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of tariffs.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("tariff", "Prices regulated by the state (C-3.8)",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewPublish(f, nil))
}

// Kind is what the verbs need to know of tariffs.
func Kind() verb.Kind[*finance.Tariff] {
	return verb.Kind[*finance.Tariff]{
		Noun: "tariff", Scope: verb.OfPlatform,
		New:        func() *finance.Tariff { return &finance.Tariff{} },
		NewList:    func() client.ObjectList { return &finance.TariffList{} },
		Conditions: conditions,
		Columns: []verb.Column[*finance.Tariff]{
			{Head: "STATE", Value: func(t *finance.Tariff) string { return string(t.Spec.State) }},
			{Head: "FROM", Value: func(t *finance.Tariff) string { return string(t.Spec.ValidFrom) }},
			price("VCPU-HOUR", finance.MeterVCPUHour),
			price("MEMORY-GIB-HOUR", finance.MeterMemoryGiBHour),
			price("DISK-GIB-HOUR", finance.MeterDiskGiBHour),
			{Head: "ACT", Value: func(t *finance.Tariff) string { return t.Spec.Act.Title }},
			verb.ReadyColumn(conditions),
		},
		Details: []verb.Column[*finance.Tariff]{
			{Head: "ACT-NUMBER", Value: func(t *finance.Tariff) string { return t.Spec.Act.Number }},
			{Head: "ACT-DATE", Value: func(t *finance.Tariff) string { return string(t.Spec.Act.Date) }},
			{Head: "ACT-URL", Value: func(t *finance.Tariff) string { return t.Spec.Act.URL }},
		},
	}
}

func conditions(t *finance.Tariff) []metav1.Condition { return t.Status.Conditions }

func price(head string, m finance.Meter) verb.Column[*finance.Tariff] {
	return verb.Column[*finance.Tariff]{Head: head, Right: true, Value: func(t *finance.Tariff) string {
		for _, p := range t.Spec.Prices {
			if p.Meter == m {
				return string(p.Price)
			}
		}
		return ""
	}}
}
