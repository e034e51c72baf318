package migration

import (
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// TestAFreezeForbidsACutoverAndAHolidayDoesNot: the planner holds it the same way.
func TestAFreezeForbidsACutoverAndAHolidayDoesNot(t *testing.T) {
	from := time.Date(2027, 12, 20, 17, 0, 0, 0, time.UTC)
	for name, tc := range map[string]struct {
		spec api.ChangeCalendarSpec
		want string
	}{
		"on a holiday it may go over": {api.ChangeCalendarSpec{Holidays: []api.Holiday{{Day: "2027-12-20"}}}, ""},
		"in a freeze it may not": {api.ChangeCalendarSpec{
			Freezes: []api.Freeze{{Name: "year-end", From: "2027-12-20", To: "2027-12-31", Reason: "accounts"}},
		}, "freeze year-end from 2027-12-20 to 2027-12-31: accounts"},
		"while its site is worked on it may not": {api.ChangeCalendarSpec{
			Maintenance: []api.Maintenance{{Site: "room", Reason: "power", From: metav1.NewTime(from), To: metav1.NewTime(from.Add(time.Minute))}},
		}, "site room is worked on until 2027-12-20T17:01:00Z: power"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := calendarOf(tc.spec).Forbids("minfin", "room", from, from.Add(time.Hour), calendar.Day); got != tc.want {
				t.Errorf("Forbids = %q, want %q", got, tc.want)
			}
		})
	}
}
