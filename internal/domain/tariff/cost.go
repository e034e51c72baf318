package tariff

import (
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

// Cost is what holding v, running, costs from one whole second to another under
// the price lists known now, rounded once, half away from zero. A difference of
// vectors has a cost too, which can be negative. Nothing costs nothing, also
// where no price list holds.
func Cost(v quantity.Vector, from, to time.Time, s Schedule) (money.Tiyn, error) {
	if v == (quantity.Vector{}) {
		return 0, nil
	}
	periods, err := s.split(from, to)
	if err != nil {
		return 0, err
	}
	var sum money.Decimal
	for _, p := range periods {
		used, err := v.Over(p.from, p.to)
		if err != nil {
			return 0, err
		}
		if sum, err = addCost(sum, used, p.list); err != nil {
			return 0, fmt.Errorf("pricing by tariff %q: %w", p.list.Name, err)
		}
	}
	return inTiyn(sum, finest)
}

// addCost adds the price of a usage in tenge times finest, so that nothing is
// divided before the end.
func addCost(sum money.Decimal, used quantity.Usage, list PriceList) (money.Decimal, error) {
	for _, m := range meters {
		perHour, err := list.Prices[m.meter].Times(finest / m.perUnit)
		if err != nil {
			return sum, err
		}
		product, err := perHour.Times(m.of(used))
		if err != nil {
			return sum, err
		}
		if sum, err = sum.Add(product); err != nil {
			return sum, err
		}
	}
	return sum, nil
}
