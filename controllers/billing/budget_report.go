package billing

import (
	"context"
	"errors"
	"sync"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/kit"
)

func readyBudget(u ledger.BudgetUse) metav1.Condition {
	if u.Available < 0 {
		return kit.True(finance.ConditionReady, finance.ReasonOverused,
			"what is spent and committed exceeds the limit: machines go on, nothing new is reserved until some are deleted or the budget is raised (C-1.3)")
	}
	return kit.True(finance.ConditionReady, finance.ReasonRecorded, "reservations are checked against this budget (C-1.3)")
}

// memory is what was reserved when the figures of each budget were last said.
type memory struct {
	mu   sync.Mutex
	used map[types.UID]ledger.Amount
}

func newMemory() *memory { return &memory{used: map[types.UID]ledger.Amount{}} }

// news reports whether the figures of a budget are to be said again: its limit,
// what is reserved, or the reason has changed, or another day has begun in
// Kazakhstan.
func (m *memory) news(b *finance.Budget, reason string, used ledger.Amount, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	before, known := m.used[b.UID]
	m.used[b.UID] = used
	c := apimeta.FindStatusCondition(b.Status.Conditions, finance.ConditionReady)
	return !known || before != used || b.Status.AsOf == nil || calendar.Day(b.Status.AsOf.Time) != calendar.Day(now) ||
		c == nil || c.Reason != reason || c.ObservedGeneration != b.Generation
}

// used is what the agency has reserved; nothing without a quota.
func (k budgets) used(ctx context.Context, agency string) (ledger.Amount, error) {
	use, err := k.ledger.QuotaUse(ctx, ledger.Owner{Agency: agency})
	if errors.Is(err, ledger.ErrNotFound) {
		return ledger.Amount{}, nil
	}
	return use.Used, err
}
