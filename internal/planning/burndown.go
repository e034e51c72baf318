package planning

import (
	"slices"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Point is how many systems are still to be published at the end of a day. Fact is
// -1 on days to come, Baseline is -1 while no agency has a plan.
type Point struct {
	Day      tenancy.Date `json:"day"`
	Baseline int          `json:"baseline"`
	Forecast int          `json:"forecast"`
	Fact     int          `json:"fact"`
}

// Burndown is how many systems were, are and will be left, month by month.
type Burndown struct {
	Systems int     `json:"systems"`
	Points  []Point `json:"points"`
	// Plans of agencies, and how many of them the agencies have agreed to.
	Plans  int `json:"plans"`
	Agreed int `json:"agreed"`
}

// BurndownOf compares the plans that are on record (baseline), the proposal of a
// day (forecast) and what has happened (fact).
func BurndownOf(w World, p Proposal, today string) Burndown {
	var b Burndown
	forecast, fact, baseline := map[string]tenancy.Date{}, map[string]tenancy.Date{}, map[string]tenancy.Date{}
	for _, s := range p.Plan.Systems {
		forecast[s.System] = tenancy.Date(s.Live)
	}
	moves := MovesOf(w)
	for _, x := range p.Input.Excluded {
		switch x.Why {
		case OutPublished:
			on := PublishedOn(moves[x.System])
			forecast[x.System], fact[x.System] = on, on
		case OutRefused:
			forecast[x.System] = "" // no day
		}
	}
	for _, plan := range w.Plans {
		if plan.Spec.Programme != w.Programme.Name {
			continue
		}
		b.Plans++
		if agreed(plan) {
			b.Agreed++
		}
		for _, i := range plan.Spec.Items {
			baseline[NameOf(agencyOf(plan.Namespace), i.System)] = i.Cutover
		}
	}
	b.Systems = len(forecast)
	for _, day := range months(w.Programme.Spec.StartsOn, last(forecast, baseline)) {
		point := Point{Day: day, Baseline: -1, Forecast: left(b.Systems, forecast, day), Fact: -1}
		if b.Plans > 0 {
			point.Baseline = left(b.Systems, baseline, day)
		}
		if string(day) <= today {
			point.Fact = left(b.Systems, fact, day)
		}
		b.Points = append(b.Points, point)
	}
	return b
}

func agreed(p api.MigrationPlan) bool {
	return slices.ContainsFunc(p.Status.Conditions, func(c metav1.Condition) bool { return c.Type == api.ConditionAgreed && c.Status == "True" })
}

func left(all int, done map[string]tenancy.Date, day tenancy.Date) int {
	for _, on := range done {
		if on != "" && on <= day {
			all--
		}
	}
	return max(0, all)
}

func last(all ...map[string]tenancy.Date) tenancy.Date {
	var day tenancy.Date
	for _, m := range all {
		for _, d := range m {
			day = max(day, d)
		}
	}
	return day
}

// months are the last days of the months from one day through the month of another.
func months(from, to tenancy.Date) []tenancy.Date {
	begin, err := time.Parse(time.DateOnly, string(from))
	if err != nil {
		return nil
	}
	var days []tenancy.Date
	for m := time.Date(begin.Year(), begin.Month(), 1, 0, 0, 0, 0, time.UTC); ; m = m.AddDate(0, 1, 0) {
		days = append(days, tenancy.Date(m.AddDate(0, 1, -1).Format(time.DateOnly)))
		if days[len(days)-1] >= to {
			return days
		}
	}
}
