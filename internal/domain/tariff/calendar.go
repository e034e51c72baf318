package tariff

import (
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

const (
	dayForm   = "2006-01-02"
	monthForm = "2006-01"
)

// ParseDay is the beginning of a day in Almaty: 2026-01-31.
func ParseDay(s string) (time.Time, error) {
	day, err := time.ParseInLocation(dayForm, s, calendar.Almaty)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading %q: want a day like 2026-01-31", s)
	}
	return day, nil
}

// Month is a calendar month in Almaty.
type Month struct{ start time.Time }

// ParseMonth reads a month: 2026-11.
func ParseMonth(s string) (Month, error) {
	start, err := time.ParseInLocation(monthForm, s, calendar.Almaty)
	if err != nil {
		return Month{}, fmt.Errorf("reading %q: want a month like 2026-11", s)
	}
	return Month{start}, nil
}

// MonthOf is the month of a moment.
func MonthOf(t time.Time) Month {
	year, month, _ := t.In(calendar.Almaty).Date()
	return Month{time.Date(year, month, 1, 0, 0, 0, 0, calendar.Almaty)}
}

// Start is the month's first moment.
func (m Month) Start() time.Time { return m.start }

// End is the first moment after the month.
func (m Month) End() time.Time { return m.start.AddDate(0, 1, 0) }

// Next is the following month.
func (m Month) Next() Month { return Month{m.End()} }

// String is 2026-11.
func (m Month) String() string { return m.start.Format(monthForm) }

// FiscalYear is the calendar year of a moment.
func FiscalYear(t time.Time) int { return t.In(calendar.Almaty).Year() }

// YearStart is the first moment of a fiscal year.
func YearStart(year int) time.Time {
	return time.Date(year, time.January, 1, 0, 0, 0, 0, calendar.Almaty)
}

// YearEnd is the first moment after a fiscal year.
func YearEnd(year int) time.Time { return YearStart(year + 1) }
