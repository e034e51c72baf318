package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
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

// use is what became of the budget when the agency holds this from now on.
func (r *budgetRow) use(held Vector, now time.Time, prices tariff.Schedule) (BudgetUse, error) {
	out := BudgetUse{Limit: r.Limit, Spent: r.spent}
	var err error
	if out.Committed, err = tariff.Cost(held, later(now, tariff.YearStart(r.Year)), tariff.YearEnd(r.Year), prices); err != nil {
		return out, err
	}
	if out.Available, err = r.Limit.Sub(out.Spent); err != nil {
		return out, err
	}
	out.Available, err = out.Available.Sub(out.Committed)
	return out, err
}

// SetBudget records a budget, also one below what is committed.
func (l *Ledger) SetBudget(ctx context.Context, want Budget, now time.Time) error {
	err := l.change(ctx, func(ctx context.Context, b book) error {
		row, err := readBudget(ctx, b, want.Agency, want.Year, b.lock)
		if err != nil || row != nil && row.Budget == want {
			return err
		}
		row = &budgetRow{Budget: want}
		if err := row.settle(ctx, b, now); err != nil {
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

// BudgetUse rates the year's usage up to now, remembers it, and tells what is
// left, or ErrNotFound.
func (l *Ledger) BudgetUse(ctx context.Context, agency string, year int, now time.Time) (BudgetUse, error) {
	var out BudgetUse
	err := l.change(ctx, func(ctx context.Context, b book) error {
		row, err := readBudget(ctx, b, agency, year, b.lock)
		if err != nil {
			return err
		}
		if row == nil {
			return ErrNotFound
		}
		if err := row.settle(ctx, b, now); err != nil {
			return err
		}
		if out, err = row.left(ctx, b, now); err != nil {
			return err
		}
		return row.write(ctx, b)
	})
	if err != nil {
		return BudgetUse{}, fmt.Errorf("reading the budget of agency %q for %d: %w", agency, year, err)
	}
	return out, nil
}

func (r *budgetRow) left(ctx context.Context, b book, now time.Time) (BudgetUse, error) {
	account := account{id: r.Agency}
	if _, err := account.read(ctx, b); err != nil {
		return BudgetUse{}, err
	}
	prices, err := schedule(ctx, b)
	if err != nil {
		return BudgetUse{}, err
	}
	return r.use(account.used.Vector, now, prices)
}

// settle replaces what was spent by the sum of the year's statements up to now.
func (r *budgetRow) settle(ctx context.Context, b book, now time.Time) error {
	from, to := tariff.YearStart(r.Year), earlier(now, tariff.YearEnd(r.Year))
	lines, err := rate(ctx, b, r.Agency, from, to)
	if err != nil {
		return err
	}
	r.spent, err = tariff.Total(lines)
	r.settledAt = later(from, to)
	return err
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
