package tariff_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/quantity"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

// at is a moment in Almaty.
func at(text string) time.Time {
	moment, err := time.ParseInLocation("2006-01-02 15:04:05", text, calendar.Almaty)
	if err != nil {
		panic(err)
	}
	return moment
}

func list(name, from, vcpu, memory, disk string) tariff.PriceList {
	l, err := tariff.NewPriceList(name, from, map[string]string{"vcpu-hour": vcpu, "memory-gib-hour": memory, "disk-gib-hour": disk})
	if err != nil {
		panic(err)
	}
	return l
}

// twoLists: prices double on the 16th of November 2026.
func twoLists() tariff.Schedule {
	s, err := tariff.NewSchedule(list("new", "2026-11-16", "8.00", "3.00", "0.04"), list("old", "2026-01-01", "4.00", "1.50", "0.02"))
	if err != nil {
		panic(err)
	}
	return s
}

var small = quantity.Vector{VCPU: 2, MemoryMiB: 512, DiskGiB: 10}

// row is a line as a statement shows it.
type row struct {
	Month, System, Meter, Tariff string
	Seconds                      int64
	Quantity, Price, Amount      string
}

func rows(lines []tariff.Line) []row {
	var out []row
	for _, l := range lines {
		out = append(out, row{l.Month.String(), l.System, string(l.Meter), l.Tariff, l.Seconds, l.Quantity.String(), l.UnitPrice.String(), l.Amount.String()})
	}
	return out
}

func TestPrice(t *testing.T) {
	tests := map[string]struct {
		uses []tariff.Use
		want []row
	}{
		"a running machine pays for all it holds": {
			[]tariff.Use{{System: "eshop", Vector: small, Running: true, From: at("2026-11-01 00:00:00"), To: at("2026-11-01 01:00:00")}},
			[]row{
				{"2026-11", "eshop", "vcpu-hour", "old", 7200, "2.000000", "4.00", "8.00"},
				{"2026-11", "eshop", "memory-gib-hour", "old", 1843200, "0.500000", "1.50", "0.75"},
				{"2026-11", "eshop", "disk-gib-hour", "old", 36000, "10.000000", "0.02", "0.20"},
			},
		},
		"a stopped machine pays for its disk": {
			[]tariff.Use{{System: "eshop", Vector: small, From: at("2026-11-01 00:00:00"), To: at("2026-11-01 01:00:00")}},
			[]row{{"2026-11", "eshop", "disk-gib-hour", "old", 36000, "10.000000", "0.02", "0.20"}},
		},
		"an interval is cut where the month and the prices change": {
			[]tariff.Use{{System: "eshop", Vector: quantity.Vector{VCPU: 1}, Running: true, From: at("2026-10-31 23:00:00"), To: at("2026-11-16 02:00:00")}},
			[]row{
				{"2026-10", "eshop", "vcpu-hour", "old", 3600, "1.000000", "4.00", "4.00"},
				{"2026-11", "eshop", "vcpu-hour", "old", 1296000, "360.000000", "4.00", "1440.00"},
				{"2026-11", "eshop", "vcpu-hour", "new", 7200, "2.000000", "8.00", "16.00"},
			},
		},
		"machines of a system share a line, systems come by name": {
			[]tariff.Use{
				{System: "tax", Vector: quantity.Vector{DiskGiB: 1}, From: at("2026-11-01 00:00:00"), To: at("2026-11-01 01:00:00")},
				{System: "eshop", Vector: quantity.Vector{DiskGiB: 1}, From: at("2026-11-01 00:00:00"), To: at("2026-11-01 00:00:01")},
				{System: "eshop", Vector: quantity.Vector{DiskGiB: 1}, From: at("2026-11-01 00:00:00"), To: at("2026-11-01 00:00:01")},
			},
			[]row{
				{"2026-11", "eshop", "disk-gib-hour", "old", 2, "0.000556", "0.02", "0.00"},
				{"2026-11", "tax", "disk-gib-hour", "old", 3600, "1.000000", "0.02", "0.02"},
			},
		},
		"an interval without length is no line": {
			[]tariff.Use{{System: "eshop", Vector: small, Running: true, From: at("2026-11-01 00:00:00"), To: at("2026-11-01 00:00:00")}},
			nil,
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			lines, err := tariff.Price(tc.uses, twoLists())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, rows(lines)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUsageWithoutATariffIsNeverFree(t *testing.T) {
	_, err := tariff.Price([]tariff.Use{{System: "eshop", Vector: small, From: at("2025-12-31 23:59:59"), To: at("2026-01-02 00:00:00")}}, twoLists())
	if !errors.Is(err, tariff.ErrNoTariff) {
		t.Errorf("got %v, want ErrNoTariff", err)
	}
}

func TestCost(t *testing.T) {
	tests := map[string]struct {
		vector   quantity.Vector
		from, to time.Time
		want     money.Tiyn
	}{
		// An hour costs 8 + 0.75 + 0.20 = 8.95.
		"an hour":                           {small, at("2026-11-01 00:00:00"), at("2026-11-01 01:00:00"), 895},
		"prices change on the way":          {small, at("2026-11-15 23:00:00"), at("2026-11-16 01:00:00"), 895 + 1790},
		"the rest of the year":              {small, at("2026-12-31 00:00:00"), tariff.YearEnd(2026), 24 * 1790},
		"what is given back counts less":    {quantity.Vector{VCPU: -1}, at("2026-11-01 00:00:00"), at("2026-11-01 01:00:00"), -400},
		"nothing costs nothing":             {quantity.Vector{}, at("2020-01-01 00:00:00"), at("2021-01-01 00:00:00"), 0},
		"a moment costs nothing":            {small, at("2026-11-01 00:00:00"), at("2026-11-01 00:00:00"), 0},
		"a past that is over costs nothing": {small, at("2026-11-02 00:00:00"), at("2026-11-01 00:00:00"), 0},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := tariff.Cost(tc.vector, tc.from, tc.to, twoLists())
			if err != nil || got != tc.want {
				t.Errorf("got %s, %v; want %s", got, err, tc.want)
			}
		})
	}
}

func TestPriceListsAreCompleteAndApart(t *testing.T) {
	_, err := tariff.NewPriceList("half", "2026-01-01", map[string]string{"vcpu-hour": "1"})
	if err == nil {
		t.Error("a list that lacks a meter was accepted")
	}
	_, err = tariff.NewPriceList("more", "2026-01-01", map[string]string{"vcpu-hour": "1", "memory-gib-hour": "1", "disk-gib-hour": "1", "gpu-hour": "1"})
	if err == nil {
		t.Error("a list with an unknown meter was accepted")
	}
	_, err = tariff.NewSchedule(list("a", "2026-01-01", "1", "1", "1"), list("b", "2026-01-01", "1", "1", "1"))
	if err == nil {
		t.Error("two lists of one day were accepted")
	}
}

func TestCalendarIsOfAlmaty(t *testing.T) {
	newYearInAlmaty := time.Date(2026, 12, 31, 19, 0, 0, 0, time.UTC)
	if got := tariff.FiscalYear(newYearInAlmaty); got != 2027 {
		t.Errorf("fiscal year %d, want 2027", got)
	}
	if got := tariff.MonthOf(newYearInAlmaty.Add(-time.Second)).String(); got != "2026-12" {
		t.Errorf("month %s, want 2026-12", got)
	}
	// On 2024-03-01 Almaty went back from UTC+6 to UTC+5: February had an hour more.
	february, err := tariff.ParseMonth("2024-02")
	if err != nil {
		t.Fatal(err)
	}
	if got := february.End().Sub(february.Start()); got != 29*24*time.Hour+time.Hour {
		t.Errorf("February 2024 lasts %s", got)
	}
}
