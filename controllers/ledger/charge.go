package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

// commit charges the budget for a claim that quota has taken. after is what the
// whole agency holds then.
func (c claim) commit(ctx context.Context, b book, after Vector) error {
	row, err := c.charge(ctx, b, after, b.lock)
	if err != nil || row == nil {
		return err
	}
	return row.write(ctx, b)
}

// charge moves the budget of the claim's year up to its moment and checks that
// the rest of the year can be paid. What does not cost more is never refused,
// and needs neither tariff nor budget; then the budget may be nil.
func (c claim) charge(ctx context.Context, b book, after Vector, lock string) (*budgetRow, error) {
	year := tariff.FiscalYear(c.At)
	row, err := readBudget(ctx, b, c.Owner.Agency, year, lock)
	if err != nil {
		return nil, err
	}
	prices, err := schedule(ctx, b)
	if err != nil {
		return nil, err
	}
	more, err := tariff.Cost(c.delta.Vector, c.At, tariff.YearEnd(year), prices)
	if errors.Is(err, tariff.ErrNoTariff) {
		return nil, c.withoutTariff(err)
	}
	if err != nil {
		return nil, err
	}
	if row == nil {
		return nil, c.withoutBudget(year, more)
	}
	before, err := after.Sub(c.delta.Vector)
	if err != nil {
		return nil, err
	}
	if err := row.advance(before, c.At, prices); err != nil {
		return nil, err
	}
	if more <= 0 {
		return row, nil
	}
	return row, row.afford(more, before, c.At, prices)
}

func (a Amount) grows() bool {
	return a.VCPU > 0 || a.MemoryMiB > 0 || a.DiskGiB > 0 || a.Machines > 0
}

func (c claim) withoutTariff(why error) error {
	if !c.delta.grows() {
		return nil
	}
	return &Refusal{Reason: compute.ReasonNoTariff, Rule: ruleTariff, Message: fmt.Sprintf(
		"%v; ask the platform operator to publish a Tariff (%s)", why, ruleTariff)}
}

func (c claim) withoutBudget(year int, more money.Tiyn) error {
	if more <= 0 {
		return nil
	}
	return &Refusal{Reason: compute.ReasonNoBudget, Rule: ruleQuota, Message: fmt.Sprintf(
		"agency %s has no Budget for %d; ask the platform operator to create one (%s)", c.Owner.Agency, year, ruleQuota)}
}

// advance counts what the agency held as if it ran, from the moment the budget
// was settled up to now. Settling replaces this by what usage really cost.
func (r *budgetRow) advance(held Vector, now time.Time, prices tariff.Schedule) error {
	if !now.After(r.settledAt) {
		return nil
	}
	since, err := tariff.Cost(held, r.settledAt, now, prices)
	if err != nil {
		return err
	}
	r.spent, err = r.spent.Add(since)
	r.settledAt = now
	return err
}

// afford is a *Refusal when more is not left until the year's end.
func (r *budgetRow) afford(more money.Tiyn, before Vector, now time.Time, prices tariff.Schedule) error {
	use, err := r.use(before, now, prices)
	if err != nil || more <= use.Available {
		return err
	}
	return &Refusal{Reason: compute.ReasonBudgetExceeded, Rule: ruleQuota, Message: fmt.Sprintf(
		"needs %s KZT until the end of %d, agency %s has %s of %s left; free some or ask the platform operator to raise Budget %s (%s)",
		more, r.Year, r.Agency, use.Available, r.Limit, r.Name, ruleQuota)}
}
