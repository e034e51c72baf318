package tariff

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

// quantityPlaces is how many places a quantity is rounded to for people.
const quantityPlaces = 6

// Use is what a machine of a system held from one whole second to another. A
// machine that does not run holds disk alone.
type Use struct {
	System   string
	Vector   quantity.Vector
	Running  bool
	From, To time.Time
}

// Line is what one system used of one meter under one tariff in one month.
type Line struct {
	Month  Month
	System string
	Meter  Meter
	Tariff string
	// Seconds of the resource: vCPU·s, MiB·s, GiB·s; exact.
	Seconds int64
	// Quantity is in units of the meter, rounded to six places.
	Quantity money.Decimal
	// UnitPrice is in tenge, exact.
	UnitPrice money.Decimal
	// Amount is rounded once, half away from zero.
	Amount money.Tiyn
}

type lineKey struct {
	month  time.Time
	system string
	tariff time.Time
}

// Price rates usage: one line per month, system, meter and tariff, sorted in that
// order. Usage without a price list is ErrNoTariff, never free.
func Price(uses []Use, s Schedule) ([]Line, error) {
	totals := map[lineKey]quantity.Usage{}
	for _, u := range uses {
		if err := addUse(totals, u, s); err != nil {
			return nil, fmt.Errorf("rating usage of system %q: %w", u.System, err)
		}
	}
	return priceTotals(totals, s)
}

func priceTotals(totals map[lineKey]quantity.Usage, s Schedule) ([]Line, error) {
	var out []Line
	for _, k := range slices.SortedFunc(maps.Keys(totals), compareKeys) {
		lines, err := price(k, totals[k], s)
		if err != nil {
			return nil, fmt.Errorf("rating system %q: %w", k.system, err)
		}
		out = append(out, lines...)
	}
	slices.SortStableFunc(out, compareLines)
	return out, nil
}

func addUse(totals map[lineKey]quantity.Usage, u Use, s Schedule) error {
	held := u.Vector
	if !u.Running {
		held = quantity.Vector{DiskGiB: held.DiskGiB}
	}
	periods, err := s.split(u.From, u.To)
	if err != nil {
		return err
	}
	for _, p := range periods {
		used, err := held.Over(p.from, p.to)
		if err != nil {
			return err
		}
		k := lineKey{month: p.month.start, system: u.System, tariff: p.list.From}
		if totals[k], err = totals[k].Add(used); err != nil {
			return err
		}
	}
	return nil
}

func price(k lineKey, used quantity.Usage, s Schedule) ([]Line, error) {
	list, err := s.At(k.tariff)
	if err != nil {
		return nil, err
	}
	var out []Line
	for _, m := range meters {
		seconds := m.of(used)
		if seconds == 0 {
			continue
		}
		line := Line{
			Month: Month{k.month}, System: k.system, Meter: m.meter, Tariff: list.Name,
			Seconds: seconds, UnitPrice: list.Prices[m.meter],
		}
		if line.Quantity, err = money.Whole(seconds).Per(m.perUnit, quantityPlaces); err != nil {
			return nil, err
		}
		if line.Amount, err = charge(line.UnitPrice, seconds, m.perUnit); err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

func charge(unitPrice money.Decimal, seconds, perUnit int64) (money.Tiyn, error) {
	product, err := unitPrice.Times(seconds)
	if err != nil {
		return 0, err
	}
	return inTiyn(product, perUnit)
}

func inTiyn(product money.Decimal, per int64) (money.Tiyn, error) {
	tenge, err := product.Per(per, 2)
	if err != nil {
		return 0, err
	}
	return tenge.Tiyn()
}

func compareKeys(a, b lineKey) int {
	return cmp.Or(a.month.Compare(b.month), cmp.Compare(a.system, b.system), a.tariff.Compare(b.tariff))
}

// compareLines puts meters before tariffs; within a meter the tariffs stay in
// the order of their days.
func compareLines(a, b Line) int {
	return cmp.Or(a.Month.start.Compare(b.Month.start), cmp.Compare(a.System, b.System), cmp.Compare(rank(a.Meter), rank(b.Meter)))
}

func rank(m Meter) int {
	for i, known := range meters {
		if known.meter == m {
			return i
		}
	}
	return len(meters)
}

// Total is the sum of the lines' amounts.
func Total(lines []Line) (money.Tiyn, error) {
	var total money.Tiyn
	for _, l := range lines {
		var err error
		if total, err = total.Add(l.Amount); err != nil {
			return 0, fmt.Errorf("adding up lines: %w", err)
		}
	}
	return total, nil
}
