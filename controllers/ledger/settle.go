package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

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

// BudgetUse rates the year's usage up to now, remembers it, and tells what is
// left, or ErrNotFound.
func (l *Ledger) BudgetUse(ctx context.Context, agency string, year int, now time.Time) (BudgetUse, error) {
	var out BudgetUse
	err := l.change(ctx, func(ctx context.Context, b book) error {
		accrued, err := accrue(ctx, b, agency, now)
		if err != nil {
			return err
		}
		row, err := readBudget(ctx, b, agency, year, b.lock)
		if err != nil {
			return err
		}
		if row == nil {
			return ErrNotFound
		}
		if err := row.settle(ctx, b, now, accrued); err != nil {
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
	account := account{Owner: Owner{Agency: r.Agency}}
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
// accrued says that usage is added up to now.
func (r *budgetRow) settle(ctx context.Context, b book, now time.Time, accrued bool) error {
	from, to := tariff.YearStart(r.Year), earlier(now, tariff.YearEnd(r.Year))
	price := rate
	if accrued {
		price, to = rateSums, tariff.YearEnd(r.Year)
	}
	lines, err := price(ctx, b, r.Agency, from, to)
	to = earlier(now, to)
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
