package ledger

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/quantity"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

// accrual is how a transaction changes the sums of usage. They are written at its
// end and in one order, so that transactions do not deadlock.
type accrual struct {
	rates map[rateKey]Vector
	sums  map[sumKey]quantity.Usage
	// prices are read when they are needed first.
	prices *tariff.Schedule
}

type rateKey struct{ agency, system string }

type sumKey struct {
	rateKey
	start int64
}

func newAccrual() *accrual {
	return &accrual{rates: map[rateKey]Vector{}, sums: map[sumKey]quantity.Usage{}}
}

// metered is what an interval adds in each second.
func metered(s State, v Vector) Vector {
	if s == Running {
		return v
	}
	return Vector{DiskGiB: v.DiskGiB}
}

// begin counts an interval as open from a moment on. What lies between that and
// until is added, or taken away if it lies ahead: the rate counts from until on.
func (a *accrual) begin(ctx context.Context, b book, o Owner, v Vector, at, until int64) error {
	k := rateKey{o.Agency, o.System}
	var err error
	if a.rates[k], err = a.rates[k].Add(v); err != nil {
		return err
	}
	return a.add(ctx, b, k, v, at, until)
}

// end counts an open interval as ended at a moment.
func (a *accrual) end(ctx context.Context, b book, o Owner, v Vector, at, until int64) error {
	k := rateKey{o.Agency, o.System}
	var err error
	if a.rates[k], err = a.rates[k].Sub(v); err != nil {
		return err
	}
	return a.add(ctx, b, k, v, until, at)
}

// add adds a vector over a time, or takes it away if the time runs backwards.
func (a *accrual) add(ctx context.Context, b book, k rateKey, v Vector, from, to int64) error {
	if a.prices == nil {
		prices, err := schedule(ctx, b)
		if err != nil {
			return err
		}
		a.prices = &prices
	}
	if from > to {
		negative, err := Vector{}.Sub(v)
		if err != nil {
			return err
		}
		v, from, to = negative, to, from
	}
	for _, span := range a.prices.Spans(time.Unix(from, 0), time.Unix(to, 0)) {
		used, err := v.Over(span.From, span.To)
		if err != nil {
			return err
		}
		key := sumKey{k, span.Start.Unix()}
		if a.sums[key], err = a.sums[key].Add(used); err != nil {
			return err
		}
	}
	return nil
}

const (
	addRate = `
INSERT INTO usage_rates (agency, system, vcpu, memory_mib, disk_gib) VALUES (@agency, @system, @vcpu, @memory, @disk)
ON CONFLICT (agency, system) DO UPDATE
SET vcpu = usage_rates.vcpu + excluded.vcpu, memory_mib = usage_rates.memory_mib + excluded.memory_mib,
    disk_gib = usage_rates.disk_gib + excluded.disk_gib`
	addSum = `
INSERT INTO usage_sums (agency, system, starts_at, vcpu_seconds, memory_seconds, disk_seconds)
VALUES (@agency, @system, @start, @vcpu, @memory, @disk)
ON CONFLICT (agency, system, starts_at) DO UPDATE
SET vcpu_seconds = usage_sums.vcpu_seconds + excluded.vcpu_seconds,
    memory_seconds = usage_sums.memory_seconds + excluded.memory_seconds,
    disk_seconds = usage_sums.disk_seconds + excluded.disk_seconds`
)

// write adds everything to what is stored.
func (a *accrual) write(ctx context.Context, b book) error {
	for _, k := range slices.SortedFunc(maps.Keys(a.rates), rateKey.compare) {
		v := a.rates[k]
		_, err := b.exec(ctx, addRate, args{"agency": k.agency, "system": k.system, "vcpu": v.VCPU, "memory": v.MemoryMiB, "disk": v.DiskGiB})
		if err != nil {
			return fmt.Errorf("writing the rate of usage of agency %q: %w", k.agency, err)
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(a.sums), sumKey.compareSums) {
		u := a.sums[k]
		_, err := b.exec(ctx, addSum, args{
			"agency": k.agency, "system": k.system, "start": k.start,
			"vcpu": u.VCPUSeconds, "memory": u.MemoryMiBSeconds, "disk": u.DiskGiBSeconds,
		})
		if err != nil {
			return fmt.Errorf("writing the usage of agency %q: %w", k.agency, err)
		}
	}
	return nil
}

func (k rateKey) compare(o rateKey) int {
	return cmp.Or(cmp.Compare(k.agency, o.agency), cmp.Compare(k.system, o.system))
}

func (k sumKey) compareSums(o sumKey) int {
	return cmp.Or(k.compare(o.rateKey), cmp.Compare(k.start, o.start))
}
