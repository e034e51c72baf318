package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/money"
)

// budgetRow is a budget and what was spent of it up to a moment.
type budgetRow struct {
	Budget
	spent     money.Tiyn
	settledAt time.Time
}

const readBudgetRow = `
SELECT name, limit_tiyn, spent_tiyn, settled_at FROM budgets WHERE agency = @agency AND year = @year`

// readBudget is nil when there is none.
func readBudget(ctx context.Context, b book, agency string, year int, lock string) (*budgetRow, error) {
	r := &budgetRow{Budget: Budget{Agency: agency, Year: year}}
	found, err := b.one(ctx, readBudgetRow+lock, args{"agency": agency, "year": year},
		&r.Name, &r.Limit, &r.spent, (*seconds)(&r.settledAt))
	if err != nil {
		return nil, fmt.Errorf("reading the budget of agency %q for %d: %w", agency, year, err)
	}
	if !found {
		return nil, nil
	}
	return r, nil
}

const writeBudgetRow = `
INSERT INTO budgets (agency, year, name, limit_tiyn, spent_tiyn, settled_at)
VALUES (@agency, @year, @name, @limit, @spent, @settled)
ON CONFLICT (agency, year) DO UPDATE
SET name = excluded.name, limit_tiyn = excluded.limit_tiyn,
    spent_tiyn = excluded.spent_tiyn, settled_at = excluded.settled_at`

func (r *budgetRow) write(ctx context.Context, b book) error {
	_, err := b.exec(ctx, writeBudgetRow, args{
		"agency": r.Agency, "year": r.Year, "name": r.Name,
		"limit": int64(r.Limit), "spent": int64(r.spent), "settled": r.settledAt.Unix(),
	})
	if err != nil {
		return fmt.Errorf("writing the budget of agency %q for %d: %w", r.Agency, r.Year, err)
	}
	return nil
}

// SetBudget records a budget, also one below what is committed.
func (l *Ledger) SetBudget(ctx context.Context, want Budget, now time.Time) error {
	err := l.change(ctx, func(ctx context.Context, b book) error {
		row, err := readBudget(ctx, b, want.Agency, want.Year, b.lock)
		if err != nil || row != nil && row.Budget == want {
			return err
		}
		row = &budgetRow{Budget: want}
		if err := row.settle(ctx, b, now, false); err != nil {
			return err
		}
		return row.write(ctx, b)
	})
	if err != nil {
		return fmt.Errorf("recording budget %q of agency %q: %w", want.Name, want.Agency, err)
	}
	return nil
}

// DropBudget forgets a budget: the agency can reserve nothing new in that year.
func (l *Ledger) DropBudget(ctx context.Context, agency string, year int) error {
	err := l.change(ctx, func(ctx context.Context, b book) error {
		_, err := b.exec(ctx, `DELETE FROM budgets WHERE agency = @agency AND year = @year`, args{"agency": agency, "year": year})
		return err
	})
	if err != nil {
		return fmt.Errorf("dropping the budget of agency %q for %d: %w", agency, year, err)
	}
	return nil
}

const listBudgets = `SELECT name, year, limit_tiyn FROM budgets WHERE agency = @agency ORDER BY year`

// Budgets lists the budgets of an agency.
func (l *Ledger) Budgets(ctx context.Context, agency string) ([]Budget, error) {
	var out []Budget
	err := l.look(ctx, func(ctx context.Context, b book) error {
		return b.each(ctx, listBudgets, args{"agency": agency}, func(scan func(...any) error) error {
			budget := Budget{Agency: agency}
			err := scan(&budget.Name, &budget.Year, &budget.Limit)
			out = append(out, budget)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("listing the budgets of agency %q: %w", agency, err)
	}
	return out, nil
}
