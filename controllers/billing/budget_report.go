package billing

import (
	"cmp"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/kit"
)

// assignment is an agency's budgets: for each year one holds, the oldest; later
// ones are duplicates.
type assignment struct {
	holders map[int]*finance.Budget
	// duplicateOf is the holder's name by the duplicate's.
	duplicateOf map[string]string
}

func assign(budgets []finance.Budget) assignment {
	out := assignment{holders: map[int]*finance.Budget{}, duplicateOf: map[string]string{}}
	sorted := slices.SortedFunc(slices.Values(budgets), func(a, b finance.Budget) int {
		return cmp.Or(a.CreationTimestamp.Compare(b.CreationTimestamp.Time), cmp.Compare(a.Name, b.Name))
	})
	for _, b := range sorted {
		if !b.DeletionTimestamp.IsZero() {
			continue
		}
		year := int(b.Spec.FiscalYear)
		if holder, taken := out.holders[year]; taken {
			out.duplicateOf[b.Name] = holder.Name
			continue
		}
		out.holders[year] = &b
	}
	return out
}

// budgetReport says what became of a budget, as the ledger has it.
func budgetReport(u ledger.BudgetUse) kit.Report {
	ready := kit.True(finance.ConditionReady, finance.ReasonRecorded, "reservations are checked against this budget (C-1.3)")
	if u.Available < 0 {
		ready = kit.True(finance.ConditionReady, finance.ReasonOverused,
			"what is spent and committed exceeds the limit: machines go on, nothing new is reserved until some are deleted or the budget is raised (C-1.3)")
	}
	return conclude(ready, map[string]any{
		"spent": u.Spent.String(), "committed": u.Committed.String(), "available": u.Available.String(),
	})
}

func duplicateBudget(holder string) kit.Report {
	return conclude(kit.False(finance.ConditionReady, finance.ReasonDuplicate,
		"Budget %s is older and of the same year: change that one and delete this", holder), nil)
}

// unavailableBudget repeats the last figures.
func unavailableBudget(b *finance.Budget) kit.Report {
	ready := kit.Unknown(finance.ConditionReady, finance.ReasonLedgerUnavailable,
		"the ledger does not answer: the figures are the last known ones")
	return kit.Report{Conditions: []metav1.Condition{ready}, Fields: known(map[string]string{
		"spent": b.Status.Spent, "committed": b.Status.Committed, "available": b.Status.Available,
	})}
}

// known leaves out figures that never were known.
func known(figures map[string]string) map[string]any {
	out := map[string]any{}
	for name, figure := range figures {
		if figure != "" {
			out[name] = figure
		}
	}
	return out
}
