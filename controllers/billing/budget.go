package billing

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/kit"
)

// BudgetLedger is what budgets need of the ledger.
type BudgetLedger interface {
	Budgets(ctx context.Context, agency string) ([]ledger.Budget, error)
	SetBudget(ctx context.Context, b ledger.Budget, now time.Time) error
	DropBudget(ctx context.Context, agency string, year int) error
	BudgetUse(ctx context.Context, agency string, year int, now time.Time) (ledger.BudgetUse, error)
	QuotaUse(ctx context.Context, o ledger.Owner) (ledger.QuotaUse, error)
}

// budgets are mirrored by their year.
type budgets struct {
	reader client.Reader
	ledger BudgetLedger
	clock  clock.PassiveClock
	said   *memory
}

var _ mirror.Kind[int, ledger.Budget, *finance.Budget] = budgets{}

func (k budgets) List(ctx context.Context, namespace string) ([]*finance.Budget, error) {
	var list finance.BudgetList
	if err := k.reader.List(ctx, &list, client.InNamespace(namespace)); err != nil {
		return nil, err
	}
	all := make([]*finance.Budget, len(list.Items))
	for i := range list.Items {
		all[i] = &list.Items[i]
	}
	return all, nil
}

func (budgets) Key(_ string, b *finance.Budget) int { return int(b.Spec.FiscalYear) }

func (k budgets) Wanted(agency string, b *finance.Budget) (ledger.Budget, error) {
	limit, err := money.Parse(b.Spec.Limit)
	if err != nil {
		return ledger.Budget{}, fmt.Errorf("limit of budget %q: %w", b.Name, err)
	}
	return ledger.Budget{Name: b.Name, Agency: agency, Year: k.Key(agency, b), Limit: limit}, nil
}

func (k budgets) Held(ctx context.Context, agency string) (map[int]ledger.Budget, error) {
	list, err := k.ledger.Budgets(ctx, agency)
	held := make(map[int]ledger.Budget, len(list))
	for _, b := range list {
		held[b.Year] = b
	}
	return held, err
}

func (k budgets) Set(ctx context.Context, b ledger.Budget) error {
	return k.ledger.SetBudget(ctx, b, k.clock.Now())
}

func (k budgets) Drop(ctx context.Context, agency string, year int) error {
	return k.ledger.DropBudget(ctx, agency, year)
}

// Report repeats the figures that the budget shows unless there is news: money
// flows at every moment, and a write for it would too.
func (k budgets) Report(ctx context.Context, agency string, b *finance.Budget) (kit.Report, error) {
	now := k.clock.Now()
	use, err := k.ledger.BudgetUse(ctx, agency, k.Key(agency, b), now)
	if err != nil {
		return kit.Report{}, err
	}
	used, err := k.used(ctx, agency)
	if err != nil {
		return kit.Report{}, err
	}
	ready := readyBudget(use)
	if !k.said.news(b, ready.Reason, used, now) {
		return mirror.Conclude(ready, k.Figures(b)), nil
	}
	return mirror.Conclude(ready, map[string]any{
		"spent": use.Spent.String(), "committed": use.Committed.String(), "available": use.Available.String(),
		"asOf": metav1.NewTime(now.UTC().Truncate(time.Second)),
	}), nil
}

// Figures leaves out those that never were known.
func (budgets) Figures(b *finance.Budget) map[string]any {
	out := map[string]any{}
	for name, figure := range map[string]string{
		"spent": b.Status.Spent, "committed": b.Status.Committed, "available": b.Status.Available,
	} {
		if figure != "" {
			out[name] = figure
		}
	}
	if b.Status.AsOf != nil {
		out["asOf"] = b.Status.AsOf
	}
	return out
}

func (budgets) Conditions(b *finance.Budget) []metav1.Condition { return b.Status.Conditions }

func (budgets) Duplicate(holder string) string {
	return "Budget " + holder + " is older and of the same year: change that one and delete this"
}

func (budgets) Gone(string) {}
