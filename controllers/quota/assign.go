package quota

import (
	"cmp"
	"slices"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// assignment is an agency's quotas: for each agency, system or environment one
// holds, the oldest; later ones are duplicates.
type assignment struct {
	holders map[ledger.Owner]*finance.Quota
	// duplicateOf is the holder's name by the duplicate's.
	duplicateOf map[string]string
}

func assign(agency string, quotas []finance.Quota) assignment {
	out := assignment{holders: map[ledger.Owner]*finance.Quota{}, duplicateOf: map[string]string{}}
	sorted := slices.SortedFunc(slices.Values(quotas), func(a, b finance.Quota) int {
		return cmp.Or(a.CreationTimestamp.Compare(b.CreationTimestamp.Time), cmp.Compare(a.Name, b.Name))
	})
	for _, q := range sorted {
		if !q.DeletionTimestamp.IsZero() {
			continue
		}
		owner := owner(agency, &q)
		if holder, taken := out.holders[owner]; taken {
			out.duplicateOf[q.Name] = holder.Name
			continue
		}
		out.holders[owner] = &q
	}
	return out
}

func owner(agency string, q *finance.Quota) ledger.Owner {
	return ledger.Owner{Agency: agency, System: q.Spec.System, Environment: q.Spec.Environment}
}

func recorded(agency string, q *finance.Quota) ledger.Quota {
	h := q.Spec.Hard
	return ledger.Quota{
		Name: q.Name, Owner: owner(agency, q),
		Hard: ledger.Amount{
			Vector:   ledger.Vector{VCPU: h.VCPU, MemoryMiB: h.MemoryMiB, DiskGiB: h.DiskGiB},
			Machines: h.Machines,
		},
	}
}
