package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

const (
	readAccrued  = `SELECT accrued_until FROM accounts WHERE id = @agency`
	writeAccrued = `UPDATE accounts SET accrued_until = @until WHERE id = @agency`
)

// accrue adds up an agency's usage to a moment, and reports whether it could: an
// agency without an account used nothing that is added up, and time that has been
// added up is not taken back. It locks the account, as everything else does first.
func accrue(ctx context.Context, b book, agency string, now time.Time) (bool, error) {
	var until int64
	found, err := b.one(ctx, readAccrued+b.lock, args{"agency": agency}, &until)
	if err != nil {
		return false, fmt.Errorf("reading up to when the usage of agency %q is added up: %w", agency, err)
	}
	if !found || now.Unix() < until {
		return false, nil
	}
	a := newAccrual()
	if until == 0 {
		err = a.rebuild(ctx, b, agency, now.Unix())
	} else {
		err = a.advance(ctx, b, agency, until, now.Unix())
	}
	if err == nil {
		err = a.write(ctx, b)
	}
	if err != nil {
		return false, err
	}
	_, err = b.exec(ctx, writeAccrued, args{"agency": agency, "until": now.Unix()})
	return true, err
}

// advance counts what runs on.
func (a *accrual) advance(ctx context.Context, b book, agency string, from, to int64) error {
	rates := map[rateKey]Vector{}
	err := b.each(ctx, `SELECT system, vcpu, memory_mib, disk_gib FROM usage_rates WHERE agency = @agency`, args{"agency": agency},
		func(scan func(...any) error) error {
			k, v := rateKey{agency: agency}, Vector{}
			err := scan(&k.system, &v.VCPU, &v.MemoryMiB, &v.DiskGiB)
			rates[k] = v
			return err
		})
	if err != nil {
		return fmt.Errorf("reading the rates of usage: %w", err)
	}
	for k, v := range rates {
		if err := a.add(ctx, b, k, v, from, to); err != nil {
			return err
		}
	}
	return nil
}

// everyInterval finds the intervals of an agency by an index each.
const everyInterval = `
SELECT system, state, vcpu, memory_mib, disk_gib, started_at, ended_at
FROM usage_intervals WHERE agency = @agency AND ended_at IS NOT NULL
UNION ALL
SELECT system, state, vcpu, memory_mib, disk_gib, started_at, 0
FROM usage_intervals WHERE agency = @agency AND ended_at IS NULL`

// rebuild adds up all intervals that there ever were.
func (a *accrual) rebuild(ctx context.Context, b book, agency string, now int64) error {
	for _, statement := range []string{`DELETE FROM usage_sums WHERE agency = @agency`, `DELETE FROM usage_rates WHERE agency = @agency`} {
		if _, err := b.exec(ctx, statement, args{"agency": agency}); err != nil {
			return err
		}
	}
	prices, err := schedule(ctx, b)
	if err != nil {
		return err
	}
	a.prices = &prices // rows are open below: nothing else can be read
	return b.each(ctx, everyInterval, args{"agency": agency}, func(scan func(...any) error) error {
		o, v, state := Owner{Agency: agency}, Vector{}, State("")
		var start, end int64
		if err := scan(&o.System, &state, &v.VCPU, &v.MemoryMiB, &v.DiskGiB, &start, &end); err != nil {
			return err
		}
		if end == 0 {
			return a.begin(ctx, b, o, metered(state, v), start, now)
		}
		return a.add(ctx, b, rateKey{agency, o.System}, metered(state, v), start, end)
	})
}

const readSums = `
SELECT system, starts_at, vcpu_seconds, memory_seconds, disk_seconds
FROM usage_sums WHERE agency = @agency AND starts_at >= @from AND starts_at < @to`

// rateSums prices what is added up between two borders.
func rateSums(ctx context.Context, b book, agency string, from, to time.Time) ([]tariff.Line, error) {
	prices, err := schedule(ctx, b)
	if err != nil {
		return nil, err
	}
	var sums []tariff.Sum
	err = b.each(ctx, readSums, args{"agency": agency, "from": from.Unix(), "to": to.Unix()}, func(scan func(...any) error) error {
		var s tariff.Sum
		err := scan(&s.System, (*seconds)(&s.Start), &s.Used.VCPUSeconds, &s.Used.MemoryMiBSeconds, &s.Used.DiskGiBSeconds)
		sums = append(sums, s)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading sums of usage: %w", err)
	}
	return tariff.PriceSums(sums, prices)
}
