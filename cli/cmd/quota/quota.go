// Package quota holds the commands for quotas.
package quota

import (
	"strconv"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of quotas.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("quota", "How much an agency, a system or an environment may reserve at once",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewSet(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of quotas.
func Kind() verb.Kind[*finance.Quota] {
	return verb.Kind[*finance.Quota]{
		Noun: "quota", Scope: verb.OfAgency,
		New:        func() *finance.Quota { return &finance.Quota{} },
		NewList:    func() client.ObjectList { return &finance.QuotaList{} },
		Conditions: conditions,
		Columns: []verb.Column[*finance.Quota]{
			{Head: "SYSTEM", Value: func(q *finance.Quota) string { return q.Spec.System }},
			{Head: "ENVIRONMENT", Value: func(q *finance.Quota) string { return q.Spec.Environment }},
			usedOf("VCPU", func(a finance.Amount) int64 { return a.VCPU }),
			usedOf("MEMORY-MIB", func(a finance.Amount) int64 { return a.MemoryMiB }),
			usedOf("DISK-GIB", func(a finance.Amount) int64 { return a.DiskGiB }),
			usedOf("MACHINES", func(a finance.Amount) int64 { return a.Machines }),
			verb.ReadyColumn(conditions),
		},
	}
}

func conditions(q *finance.Quota) []metav1.Condition { return q.Status.Conditions }

// usedOf is a column that reads "3/40": reserved of what may be.
func usedOf(head string, part func(finance.Amount) int64) verb.Column[*finance.Quota] {
	return verb.Column[*finance.Quota]{Head: head, Right: true, Value: func(q *finance.Quota) string {
		return strconv.FormatInt(part(q.Status.Used), 10) + "/" + strconv.FormatInt(part(q.Spec.Hard), 10)
	}}
}
