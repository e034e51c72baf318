package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

// ClosingGrace is how long after its end a month waits for the journals of hosts
// that were cut off; then its statement is final.
const ClosingGrace = 72 * time.Hour

// usageBetween finds the ended and the open intervals by an index each.
const usageBetween = `
SELECT system, state, vcpu, memory_mib, disk_gib, started_at, ended_at
FROM usage_intervals WHERE agency = @agency AND ended_at IS NOT NULL AND ended_at > @from AND started_at < @to
UNION ALL
SELECT system, state, vcpu, memory_mib, disk_gib, started_at, CAST(@to AS BIGINT)
FROM usage_intervals WHERE agency = @agency AND ended_at IS NULL AND started_at < @to`

// rate prices what an agency used between two moments; open intervals count to
// the second.
func rate(ctx context.Context, b book, agency string, from, to time.Time) ([]tariff.Line, error) {
	prices, err := schedule(ctx, b)
	if err != nil {
		return nil, err
	}
	var uses []tariff.Use
	err = b.each(ctx, usageBetween, args{"agency": agency, "from": from.Unix(), "to": to.Unix()}, func(scan func(...any) error) error {
		var u tariff.Use
		var state State
		err := scan(&u.System, &state, &u.Vector.VCPU, &u.Vector.MemoryMiB, &u.Vector.DiskGiB,
			(*seconds)(&u.From), (*seconds)(&u.To))
		u.Running = state == Running
		u.From, u.To = later(u.From, from), earlier(u.To, to)
		uses = append(uses, u)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading usage: %w", err)
	}
	return tariff.Price(uses, prices)
}

// Statement is an agency's statement of a month as of now. Open intervals count
// up to now, or to the month's end. It is provisional until the month is closed, at
// most for ClosingGrace after its end: a month without usage is never closed.
func (l *Ledger) Statement(ctx context.Context, agency, month string, now time.Time) (Statement, error) {
	var out Statement
	m, err := tariff.ParseMonth(month)
	if err == nil {
		err = l.look(ctx, func(ctx context.Context, b book) (err error) {
			out, err = statement(ctx, b, agency, m, now)
			return err
		})
	}
	if err != nil {
		return Statement{}, fmt.Errorf("reading the statement of agency %q for %s: %w", agency, month, err)
	}
	return out, nil
}

func statement(ctx context.Context, b book, agency string, m tariff.Month, now time.Time) (Statement, error) {
	var closedUntil int64
	if _, err := b.one(ctx, readClosed, args{"agency": agency}, &closedUntil, new(int64)); err != nil {
		return Statement{}, fmt.Errorf("reading whether the month is closed: %w", err)
	}
	asOf := later(m.Start(), earlier(now, m.End()))
	lines, err := rate(ctx, b, agency, m.Start(), asOf)
	if err != nil {
		return Statement{}, err
	}
	out := Statement{
		Agency: agency, Month: m.String(),
		Provisional: closedUntil < m.End().Unix() && now.Before(m.End().Add(ClosingGrace)),
		AsOf:        time.Unix(asOf.Unix(), 0).UTC(),
	}
	for _, line := range lines {
		out.Lines = append(out.Lines, newLine(line))
	}
	out.Total, err = tariff.Total(lines)
	return out, err
}

func newLine(l tariff.Line) Line {
	return Line{
		System: l.System, Meter: string(l.Meter), Tariff: l.Tariff, Seconds: l.Seconds,
		Quantity: l.Quantity.String(), UnitPrice: l.UnitPrice.String(), Amount: l.Amount,
	}
}

const closeMonth = `
UPDATE accounts SET closed_until = @until WHERE id = @agency AND closed_until < @until`

// CloseMonth makes the statements up to a month that is over final: what arrives
// for it later counts from its end, and is a finding. A repeat changes nothing.
func (l *Ledger) CloseMonth(ctx context.Context, agency, month string, now time.Time) error {
	m, err := tariff.ParseMonth(month)
	if err == nil && now.Before(m.End()) {
		err = fmt.Errorf("it lasts until %s", m.End())
	}
	if err == nil {
		err = l.change(ctx, func(ctx context.Context, b book) error {
			_, err := b.exec(ctx, closeMonth, args{"agency": agency, "until": m.End().Unix()})
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("closing month %s of agency %q: %w", month, agency, err)
	}
	return nil
}

const (
	firstUsage = `SELECT MIN(started_at) FROM usage_intervals WHERE agency = @agency HAVING COUNT(*) > 0`
	usedIn     = `
SELECT machine FROM usage_intervals
WHERE agency = @agency AND started_at < @to AND (ended_at IS NULL OR ended_at > @from) LIMIT 1`
)

// Months lists the months in which an agency used anything, oldest first.
func (l *Ledger) Months(ctx context.Context, agency string, now time.Time) ([]string, error) {
	var out []string
	err := l.look(ctx, func(ctx context.Context, b book) error {
		var first time.Time
		found, err := b.one(ctx, firstUsage, args{"agency": agency}, (*seconds)(&first))
		if err != nil || !found {
			return err
		}
		for m := tariff.MonthOf(first); m.Start().Before(now); m = m.Next() {
			used, err := b.one(ctx, usedIn, args{
				"agency": agency, "from": m.Start().Unix(), "to": earlier(now, m.End()).Unix(),
			}, new(string))
			if err != nil {
				return err
			}
			if used {
				out = append(out, m.String())
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing the months of agency %q: %w", agency, err)
	}
	return out, nil
}
