package schedule

import (
	"fmt"
	"time"
)

// Date is a calendar day of Kazakhstan, written 2026-11-22; empty means none.
type Date string

// Day counts days from 1970-01-01; a date that does not exist is an error.
func (d Date) Day() (int, error) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0, fmt.Errorf("reading date %q: want YYYY-MM-DD", string(d))
	}
	return int(t.Unix() / secondsPerDay), nil
}

const secondsPerDay = 24 * 60 * 60

// DateOf is the date of a day counted from 1970-01-01.
func DateOf(day int) Date {
	return Date(time.Unix(int64(day)*secondsPerDay, 0).UTC().Format(time.DateOnly))
}

// Plus is the date so many days later.
func (d Date) Plus(days int) (Date, error) {
	day, err := d.Day()
	if err != nil {
		return "", err
	}
	return DateOf(day + days), nil
}
