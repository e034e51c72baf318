package quota

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/kit"
)

// report says what is used and left, as the ledger has it.
func report(u ledger.QuotaUse) kit.Report {
	left := finance.AvailableAmount{
		VCPU:      u.Hard.VCPU - u.Used.VCPU,
		MemoryMiB: u.Hard.MemoryMiB - u.Used.MemoryMiB,
		DiskGiB:   u.Hard.DiskGiB - u.Used.DiskGiB,
		Machines:  u.Hard.Machines - u.Used.Machines,
	}
	used := finance.Amount{VCPU: u.Used.VCPU, MemoryMiB: u.Used.MemoryMiB, DiskGiB: u.Used.DiskGiB, Machines: u.Used.Machines}
	return figures(used, &left, ready(left))
}

func ready(left finance.AvailableAmount) metav1.Condition {
	if left.VCPU < 0 || left.MemoryMiB < 0 || left.DiskGiB < 0 || left.Machines < 0 {
		return kit.True(finance.ConditionReady, finance.ReasonOverused,
			"the quota was cut below what is used: machines go on, nothing new is reserved until some are deleted or the quota is raised (C-1.3)")
	}
	return kit.True(finance.ConditionReady, finance.ReasonRecorded, "reservations are checked against this quota (C-1.3)")
}

// duplicate says that another quota holds.
func duplicate(holder string) kit.Report {
	return figures(finance.Amount{}, nil, kit.False(finance.ConditionReady, finance.ReasonDuplicate,
		"Quota %s is older and for the same agency, system or environment: change that one and delete this", holder))
}

// unavailable repeats the last figures of a quota that the ledger cannot tell now.
func unavailable(q *finance.Quota) kit.Report {
	return figures(q.Status.Used, q.Status.Available, kit.Unknown(finance.ConditionReady, finance.ReasonLedgerUnavailable,
		"the ledger does not answer: the figures are the last known ones"))
}

func figures(used finance.Amount, left *finance.AvailableAmount, c metav1.Condition) kit.Report {
	fields := map[string]any{"used": used}
	if left != nil {
		fields["available"] = *left
	}
	return kit.Report{Conditions: []metav1.Condition{c}, Fields: fields}
}
