package schedule_test

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

var (
	weekdays = [7]bool{false, true, true, true, true, true, false}
	allWeek  = [7]bool{true, true, true, true, true, true, true}
)

// programme draws a small programme in which everything is scarce.
func programme(t *rapid.T) schedule.Programme {
	n := func(name string, least, most int) int { return rapid.IntRange(least, most).Draw(t, name) }
	p := schedule.Programme{
		Start: "2027-03-15", Horizon: 700, Effort: n("effort", 1, 12),
		Calendars: []schedule.Calendar{
			{Name: "work", Week: weekdays, Closed: []schedule.Closure{{Name: "Nauryz", From: "2027-03-21", To: "2027-03-23"}}},
			{Name: "cut", Week: allWeek, Closed: []schedule.Closure{{Name: "freeze", From: "2027-04-05", To: "2027-04-12"}}},
		},
		Resources: []schedule.Resource{
			{Name: "team-a", Kind: schedule.Team, Capacity: int64(n("a", 1, 3)), Calendar: "work"},
			{Name: "team-b", Kind: schedule.Team, Capacity: int64(n("b", 1, 2)), Calendar: "work"},
			{Name: "link", Kind: schedule.Link, Capacity: 100},
		},
		Stores: []schedule.Store{{Name: "vcpu", Grows: []schedule.Growth{
			{On: "2027-03-01", Amount: int64(n("now", 0, 20))}, {On: "2027-05-01", Amount: int64(n("later", 0, 60))}}}},
		Budgets: []schedule.Budget{
			{Account: "a", Year: 2027, Tiyn: int64(n("2027", 0, 30))}, {Account: "a", Year: 2028, Tiyn: int64(n("2028", 0, 90))}},
		Stages: []schedule.Stage{{Name: "open", Deadline: "2027-06-01"}, {Name: "later", Opens: "2027-04-01"}},
	}
	for i := range n("systems", 1, 9) {
		p.Systems = append(p.Systems, system(i, n))
	}
	return p
}

func system(i int, n func(string, int, int) int) schedule.System {
	team := []string{"team-a", "team-b"}[n("team", 0, 1)]
	days, link := schedule.Transfer("link", int64(n("gib", 1, 700)), int64(n("rate", 20, 100)))
	s := schedule.System{
		Name: fmt.Sprintf("s%d", i), Agency: team, Stage: []string{"", "open", "later"}[n("stage", 0, 2)],
		Group: n("group", 0, 5), Priority: n("priority", 0, 3),
		Phases: []schedule.Phase{
			{Name: "prepare", Days: n("prepare", 1, 6), Uses: []schedule.Use{{Resource: team, Amount: 1}},
				Keeps: []schedule.Keep{{Store: "vcpu", Amount: int64(n("vcpu", 0, 12))}}},
			{Name: "copy", Days: days, Uses: []schedule.Use{link}, Account: "a", Tiyn: int64(n("tiyn", 0, 15))},
			{Name: "cut", Days: 1, Calendar: "cut", Uses: []schedule.Use{{Resource: team, Amount: 1}}, GoLive: true},
			{Name: "after", Days: n("after", 1, 3), Calendar: "work"},
		},
	}
	if i > 0 && n("waits", 0, 1) == 1 {
		s.After = []schedule.Dependency{{System: fmt.Sprintf("s%d", n("for", 0, i-1)), Until: "cut", Phase: "copy"}}
	}
	switch n("date", 0, 5) {
	case 0:
		s.Phases[2].Fixed = schedule.DateOf(20600 + n("fixed", 292, 380))
	case 1:
		s.Phases[0].NotBefore = schedule.DateOf(20600 + n("notBefore", 290, 340))
	case 2:
		s.Deadline = schedule.DateOf(20600 + n("deadline", 290, 400))
	}
	return s
}
