package calendar_test

import (
	"testing"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

func TestDay(t *testing.T) {
	for name, tc := range map[string]struct {
		at   time.Time
		want string
	}{
		"the new day begins at 19:00 UTC of the day before":       {time.Date(2026, 11, 21, 19, 0, 0, 0, time.UTC), "2026-11-22"},
		"a second earlier it is still the day before":             {time.Date(2026, 11, 21, 18, 59, 59, 0, time.UTC), "2026-11-21"},
		"before 2024 the same zone was an hour further east":      {time.Date(2023, 6, 1, 18, 0, 0, 0, time.UTC), "2023-06-02"},
		"the fiscal year ends at midnight of Kazakhstan, not UTC": {time.Date(2026, 12, 31, 19, 0, 0, 0, time.UTC), "2027-01-01"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := calendar.Day(tc.at); got != tc.want {
				t.Errorf("Day(%v) = %s, want %s", tc.at, got, tc.want)
			}
		})
	}
}
