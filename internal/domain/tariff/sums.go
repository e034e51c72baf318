package tariff

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

// Span is a time without a border of months or price lists in it.
type Span struct {
	// Start is the last border before From, by which sums are kept.
	Start    time.Time
	From, To time.Time
}

// Spans cuts a time at the borders of months and price lists. It needs no price.
func (s Schedule) Spans(from, to time.Time) []Span {
	var out []Span
	for from.Before(to) {
		month := MonthOf(from)
		span := Span{Start: month.Start(), From: from, To: to}
		if list, err := s.At(from); err == nil && list.From.After(span.Start) {
			span.Start = list.From
		}
		if end := month.End(); end.Before(span.To) {
			span.To = end
		}
		if border, ok := s.next(from); ok && border.Before(span.To) {
			span.To = border
		}
		out = append(out, span)
		from = span.To
	}
	return out
}

// Sum is what a system used within one span.
type Sum struct {
	System string
	// Start of the span.
	Start time.Time
	Used  quantity.Usage
}

// PriceSums rates sums as Price does the usage that they add up.
func PriceSums(sums []Sum, s Schedule) ([]Line, error) {
	totals := map[lineKey]quantity.Usage{}
	for _, sum := range sums {
		if sum.Used == (quantity.Usage{}) {
			continue
		}
		list, err := s.At(sum.Start)
		if err != nil {
			return nil, err
		}
		k := lineKey{month: MonthOf(sum.Start).start, system: sum.System, tariff: list.From}
		if totals[k], err = totals[k].Add(sum.Used); err != nil {
			return nil, err
		}
	}
	return priceTotals(totals, s)
}
