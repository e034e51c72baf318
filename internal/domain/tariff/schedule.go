package tariff

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/money"
)

// ErrNoTariff says that no price list holds at a moment.
var ErrNoTariff = errors.New("no published tariff holds")

// PriceList is a set of prices and the moment from which they hold.
type PriceList struct {
	Name string
	From time.Time
	// Prices in tenge per unit; every meter has one.
	Prices map[Meter]money.Decimal
}

// NewPriceList reads a price list. Every meter must be priced, and nothing else.
func NewPriceList(name, validFrom string, prices map[string]string) (PriceList, error) {
	from, err := ParseDay(validFrom)
	if err != nil {
		return PriceList{}, fmt.Errorf("first day of tariff %q: %w", name, err)
	}
	list := PriceList{Name: name, From: from, Prices: map[Meter]money.Decimal{}}
	for _, m := range meters {
		price, err := money.ParseDecimal(prices[string(m.meter)])
		if err != nil {
			return PriceList{}, fmt.Errorf("price of %s in tariff %q: %w", m.meter, name, err)
		}
		list.Prices[m.meter] = price
	}
	if len(prices) != len(meters) {
		return PriceList{}, fmt.Errorf("tariff %q prices a meter that the platform does not have", name)
	}
	return list, nil
}

// Schedule is price lists one after the other; each holds until the next begins.
type Schedule struct{ lists []PriceList }

// NewSchedule orders price lists. Two that begin on one day are an error.
func NewSchedule(lists ...PriceList) (Schedule, error) {
	s := Schedule{lists: slices.Clone(lists)}
	slices.SortFunc(s.lists, func(a, b PriceList) int { return a.From.Compare(b.From) })
	for i := 1; i < len(s.lists); i++ {
		if s.lists[i].From.Equal(s.lists[i-1].From) {
			return Schedule{}, fmt.Errorf("tariffs %q and %q begin on one day", s.lists[i-1].Name, s.lists[i].Name)
		}
	}
	return s, nil
}

// At is the price list that holds at a moment, or ErrNoTariff.
func (s Schedule) At(t time.Time) (PriceList, error) {
	for _, list := range slices.Backward(s.lists) {
		if !list.From.After(t) {
			return list, nil
		}
	}
	return PriceList{}, fmt.Errorf("on %s: %w", t.In(calendar.Almaty).Format(dayForm), ErrNoTariff)
}

// next is the moment after t at which another list begins.
func (s Schedule) next(t time.Time) (time.Time, bool) {
	for _, list := range s.lists {
		if list.From.After(t) {
			return list.From, true
		}
	}
	return time.Time{}, false
}

// period is part of an interval, under one price list and in one month.
type period struct {
	list     PriceList
	month    Month
	from, to time.Time
}

// split cuts an interval at the borders of months and price lists.
func (s Schedule) split(from, to time.Time) ([]period, error) {
	var out []period
	for from.Before(to) {
		list, err := s.At(from)
		if err != nil {
			return nil, err
		}
		p := period{list: list, month: MonthOf(from), from: from, to: to}
		if end := p.month.End(); end.Before(p.to) {
			p.to = end
		}
		if border, ok := s.next(from); ok && border.Before(p.to) {
			p.to = border
		}
		out = append(out, p)
		from = p.to
	}
	return out, nil
}
