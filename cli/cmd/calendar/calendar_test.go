package calendar

import (
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

func TestShow(t *testing.T) {
	now := time.Date(2026, 12, 20, 10, 0, 0, 0, time.UTC)
	c := &api.ChangeCalendar{ObjectMeta: metav1.ObjectMeta{Name: "kz"}, Spec: api.ChangeCalendarSpec{
		Holidays: []api.Holiday{
			{Day: "2027-01-01", Titles: tenancy.Names{EN: "New Year", RU: "Новый год", KK: "Жаңа жыл"}},
			{Day: "2026-12-16", Titles: tenancy.Names{RU: "День независимости"}},
		},
		Freezes: []api.Freeze{{Name: "a", From: "2026-12-01", To: "2027-01-10", Agencies: []string{"minfin", "moa"}, Reason: "The year is closed"}},
		Maintenance: []api.Maintenance{{Site: "room", Reason: "Power supply",
			From: metav1.NewTime(now.Add(48 * time.Hour)), To: metav1.NewTime(now.Add(60 * time.Hour))}},
	}}
	for _, lang := range []string{"en", "ru", "kk"} {
		for name, all := range map[string]bool{"ahead": false, "all": true} {
			t.Run(name+" in "+lang, func(t *testing.T) {
				streams, _, out, _ := cmdutil.TestIO()
				f := cmdutil.New("ikpctl", streams, func(string) string { return lang })
				f.Clock = clocktesting.NewFakePassiveClock(now)
				if err := (&ShowOptions{Factory: f, All: all}).page(c); err != nil {
					t.Fatal(err)
				}
				golden.Check(t, name+"."+lang+".txt", out.String())
			})
		}
	}
}
