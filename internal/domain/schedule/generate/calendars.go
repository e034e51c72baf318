package generate

import (
	"fmt"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// holiday is a public holiday of Kazakhstan as month and day, first and last.
type holiday struct{ name, from, to string }

// The fixed public holidays (law 267-II of 13.12.2001); Orthodox Christmas is a
// day off too. Kurban Ait moves and days off are shifted by decree: they are
// entered year by year in a real calendar, and left out here.
var holidays = []holiday{
	{"New Year", "01-01", "01-02"},
	{"Christmas", "01-07", "01-07"},
	{"International Women's Day", "03-08", "03-08"},
	{"Nauryz", "03-21", "03-23"},
	{"Unity Day", "05-01", "05-01"},
	{"Defender's Day", "05-07", "05-07"},
	{"Victory Day", "05-09", "05-09"},
	{"Capital Day", "07-06", "07-06"},
	{"Constitution Day", "08-30", "08-30"},
	{"Republic Day", "10-25", "10-25"},
	{"Independence Day", "12-16", "12-16"},
}

// freezes are weeks without cut-overs: the end of the fiscal year and the tax season.
var freezes = []holiday{{"end of year", "12-20", "12-31"}, {"tax season", "03-25", "03-31"}}

// maintenance stops the links: a day of each quarter.
var maintenance = []holiday{
	{"maintenance", "02-14", "02-14"}, {"maintenance", "05-16", "05-16"},
	{"maintenance", "08-15", "08-15"}, {"maintenance", "11-14", "11-14"},
}

func calendars() []schedule.Calendar {
	weekdays := [7]bool{false, true, true, true, true, true, false}
	every := [7]bool{true, true, true, true, true, true, true}
	return []schedule.Calendar{
		{Name: working, Week: weekdays, Closed: yearly(holidays)},
		{Name: transfers, Week: every, Closed: yearly(maintenance)},
		{Name: cutovers, Week: every, Closed: yearly(freezes)},
	}
}

func yearly(days []holiday) []schedule.Closure {
	var closed []schedule.Closure
	for year := 2027; year <= 2037; year++ {
		for _, h := range days {
			closed = append(closed, schedule.Closure{
				Name: h.name,
				From: schedule.Date(fmt.Sprintf("%d-%s", year, h.from)),
				To:   schedule.Date(fmt.Sprintf("%d-%s", year, h.to)),
			})
		}
	}
	return closed
}
