package calendar

import (
	"time"
	_ "time/tzdata" // the platform's machines need not carry a time zone database
)

// Almaty is the time zone in which the state counts days, months and fiscal years.
var Almaty = mustLoad("Asia/Almaty")

// Day is the calendar day of a moment in Kazakhstan, written 2026-11-22.
func Day(at time.Time) string { return at.In(Almaty).Format(time.DateOnly) }

func mustLoad(zone string) *time.Location {
	l, err := time.LoadLocation(zone)
	if err != nil {
		panic("loading embedded time zone " + zone + ": " + err.Error())
	}
	return l
}
