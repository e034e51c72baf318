package quota

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
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
	return mirror.Conclude(ready(left), figures(used, &left))
}

func ready(left finance.AvailableAmount) metav1.Condition {
	if left.VCPU < 0 || left.MemoryMiB < 0 || left.DiskGiB < 0 || left.Machines < 0 {
		return kit.True(finance.ConditionReady, finance.ReasonOverused,
			"the quota was cut below what is used: machines go on, nothing new is reserved until some are deleted or the quota is raised (C-1.3)")
	}
	return kit.True(finance.ConditionReady, finance.ReasonRecorded, "reservations are checked against this quota (C-1.3)")
}

func figures(used finance.Amount, left *finance.AvailableAmount) map[string]any {
	fields := map[string]any{"used": used}
	if left != nil {
		fields["available"] = *left
	}
	return fields
}
