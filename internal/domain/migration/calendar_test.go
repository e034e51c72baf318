package migration_test

import (
	"testing"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/migration"
)

func TestForbids(t *testing.T) {
	day := func(at time.Time) string { return at.Format(time.DateOnly) }
	c := migration.Calendar{
		Freezes: []migration.Freeze{
			{Name: "elections", From: "2026-12-01", To: "2026-12-05", Reason: "elections"},
			{Name: "taxes", From: "2027-03-01", To: "2027-03-31", Reason: "declarations", Agencies: []string{"minfin"}},
		},
		Maintenances: []migration.Maintenance{{Site: "old", Reason: "power", From: now, To: now.Add(time.Hour)}},
	}
	at := func(text string) time.Time {
		moment, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for name, tc := range map[string]struct {
		agency, site string
		from, to     time.Time
		want         string
	}{
		"allows the day before a freeze":        {"moa", "", at("2026-11-30T01:00:00Z"), at("2026-11-30T05:00:00Z"), ""},
		"forbids a window that reaches into it": {"moa", "", at("2026-11-30T22:00:00Z"), at("2026-12-01T02:00:00Z"), "freeze elections from 2026-12-01 to 2026-12-05: elections"},
		"forbids its last day":                  {"moa", "", at("2026-12-05T22:00:00Z"), at("2026-12-06T02:00:00Z"), "freeze elections from 2026-12-01 to 2026-12-05: elections"},
		"forbids an agency its own freeze":      {"minfin", "", at("2027-03-02T00:00:00Z"), at("2027-03-02T02:00:00Z"), "freeze taxes from 2027-03-01 to 2027-03-31: declarations"},
		"does not hold another agency up":       {"moa", "", at("2027-03-02T00:00:00Z"), at("2027-03-02T02:00:00Z"), ""},
		"forbids while the site is worked on":   {"moa", "old", now.Add(time.Minute), now.Add(2 * time.Hour), "site old is worked on until 2026-11-22T11:00:00Z: power"},
		"allows the moment the work ends":       {"moa", "old", now.Add(time.Hour), now.Add(2 * time.Hour), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.Forbids(tc.agency, tc.site, tc.from, tc.to, day); got != tc.want {
				t.Errorf("Forbids = %q, want %q", got, tc.want)
			}
		})
	}
}
