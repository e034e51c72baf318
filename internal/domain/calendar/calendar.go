package calendar

import (
	"time"
	_ "time/tzdata" // the platform's machines need not carry a time zone database
)

// Zone is the time zone in which the state counts days, months and fiscal years.
const Zone = "Asia/Almaty"

var location = mustLoad(Zone)

// Location is the time zone of Zone.
func Location() *time.Location { return location }

// Day is the calendar day of a moment in Kazakhstan, written 2026-11-22.
func Day(at time.Time) string { return at.In(location).Format(time.DateOnly) }

func mustLoad(zone string) *time.Location {
	l, err := time.LoadLocation(zone)
	if err != nil {
		panic("loading embedded time zone " + zone + ": " + err.Error())
	}
	return l
}
