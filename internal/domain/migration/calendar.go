package migration

import (
	"fmt"
	"slices"
	"time"
)

// Freeze is a span of days without cut-overs; days are written 2026-11-22, both
// inclusive.
type Freeze struct {
	Name, From, To, Reason string
	// Agencies that it is for; empty: all.
	Agencies []string
}

// Maintenance is a time in which a site is worked on.
type Maintenance struct {
	Site, Reason string
	From, To     time.Time
}

// Calendar says when systems must not cut over.
type Calendar struct {
	Freezes      []Freeze
	Maintenances []Maintenance
}

// Forbids says what forbids a cut-over of an agency's system at a site within a
// span; empty: nothing. day turns a moment into the calendar's day.
func (c Calendar) Forbids(agency, site string, from, to time.Time, day func(time.Time) string) string {
	for _, f := range c.Freezes {
		concerns := len(f.Agencies) == 0 || slices.Contains(f.Agencies, agency)
		if concerns && f.From <= day(to) && day(from) <= f.To {
			return fmt.Sprintf("freeze %s from %s to %s: %s", f.Name, f.From, f.To, f.Reason)
		}
	}
	for _, m := range c.Maintenances {
		if m.Site == site && m.From.Before(to) && from.Before(m.To) {
			return fmt.Sprintf("site %s is worked on until %s: %s", m.Site, m.To.Format(time.RFC3339), m.Reason)
		}
	}
	return ""
}
