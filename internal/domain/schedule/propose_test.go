package schedule_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// base is two systems of one agency: each takes ten days of its one team from a Monday on.
func base() schedule.Programme {
	team := []schedule.Use{{Resource: "team", Amount: 1}}
	return schedule.Programme{
		Start:     "2027-03-01",
		Horizon:   400,
		Calendars: []schedule.Calendar{{Name: "work", Week: weekdays, Closed: []schedule.Closure{{"Nauryz", "2027-03-21", "2027-03-23"}}}},
		Resources: []schedule.Resource{{Name: "team", Kind: schedule.Team, Capacity: 1, Calendar: "work"}},
		Stores:    []schedule.Store{{Name: "vcpu", Grows: []schedule.Growth{{On: "2027-03-01", Amount: 8}}}},
		Budgets:   []schedule.Budget{{Account: "minfin", Year: 2027, Tiyn: 100}, {Account: "minfin", Year: 2028, Tiyn: 100}},
		Stages:    []schedule.Stage{{Name: "S7", Opens: "2027-05-03"}},
		Systems: []schedule.System{
			{Name: "first", Agency: "minfin", Phases: []schedule.Phase{{Name: "move", Days: 10, Uses: team}}, Group: 1},
			{Name: "second", Agency: "minfin", Phases: []schedule.Phase{{Name: "move", Days: 10, Uses: team}}, Group: 2},
		},
	}
}

func TestProposeNamesWhatBinds(t *testing.T) {
	type sys = schedule.System
	for name, tc := range map[string]struct {
		change func(p *schedule.Programme, second *sys)
		start  schedule.Date
		want   []schedule.Constraint
	}{
		"its team is busy with a system of higher priority": {
			func(*schedule.Programme, *sys) {}, "2027-03-15", []schedule.Constraint{{schedule.Busy, "team"}}},
		"nothing but the programme's start": {
			func(p *schedule.Programme, _ *sys) { p.Resources[0].Capacity = 2 }, "2027-03-01", []schedule.Constraint{{schedule.AtStart, "2027-03-01"}}},
		"a predecessor of another system": {
			func(p *schedule.Programme, s *sys) {
				p.Resources[0].Capacity = 2
				s.After = []schedule.Dependency{{System: "first"}}
			},
			"2027-03-15", []schedule.Constraint{{schedule.Predecessor, "first/move"}}},
		"a holiday": {
			func(p *schedule.Programme, _ *sys) { p.Systems[0].Phases[0].Days = 15 },
			"2027-03-24", []schedule.Constraint{{schedule.Closed, "work/Nauryz"}}},
		"the data centre has no room yet": {
			func(p *schedule.Programme, s *sys) {
				p.Stores[0].Grows = append(p.Stores[0].Grows, schedule.Growth{On: "2027-06-01", Amount: 8})
				s.Phases[0].Keeps = []schedule.Keep{{Store: "vcpu", Amount: 9}}
			}, "2027-06-01", []schedule.Constraint{{schedule.Full, "vcpu"}}},
		"the money of the year is spent": {
			func(p *schedule.Programme, s *sys) {
				p.Systems[0].Phases[0].Account, p.Systems[0].Phases[0].Tiyn = "minfin", 60
				s.Phases[0].Account, s.Phases[0].Tiyn = "minfin", 60
			}, "2028-01-03", []schedule.Constraint{{schedule.Money, "minfin/2027"}}},
		"its stage": {
			func(_ *schedule.Programme, s *sys) { s.Stage = "S7" }, "2027-05-03", []schedule.Constraint{{schedule.StageClosed, "S7"}}},
		"its earliest date": {
			func(_ *schedule.Programme, s *sys) { s.Phases[0].NotBefore = "2027-05-04" }, "2027-05-04", []schedule.Constraint{{schedule.TooEarly, "2027-05-04"}}},
		"its fixed date": {
			func(_ *schedule.Programme, s *sys) { s.Phases[0].Fixed = "2027-05-05" }, "2027-05-05", []schedule.Constraint{{schedule.Pinned, "2027-05-05"}}},
	} {
		t.Run(name, func(t *testing.T) {
			p := base()
			if tc.change(&p, &p.Systems[1]); name == "the money of the year is spent" {
				p.Horizon = 700
			}
			plan := propose(t, p)
			if len(plan.Systems) != 2 {
				t.Fatalf("refused %v", plan.Unplanned)
			}
			got := plan.Systems[1]
			if got.Phases[0].Start != tc.start {
				t.Errorf("starts on %s, want %s", got.Phases[0].Start, tc.start)
			}
			if diff := cmp.Diff(schedule.Binding{Phase: "move", Constraints: tc.want}, got.Binding); diff != "" {
				t.Errorf("binding (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProposeRefusesWhatNoDateSatisfies(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*schedule.Programme)
		want   []schedule.Refusal
	}{
		"more people than the team has, and whoever waits for that": {
			func(p *schedule.Programme) {
				p.Systems[0].Phases[0].Uses = []schedule.Use{{Resource: "team", Amount: 2}}
				p.Systems[1].After = []schedule.Dependency{{System: "first"}}
			}, []schedule.Refusal{
				{"first", "move", schedule.Constraint{Kind: schedule.Busy, Name: "team"}},
				{"second", "move", schedule.Constraint{Kind: schedule.Predecessor, Name: "first/move"}}}},
		"room for one system only: the less important goes": {
			func(p *schedule.Programme) {
				p.Systems[0].Group = 3
				for i := range p.Systems {
					p.Systems[i].Phases[0].Keeps = []schedule.Keep{{Store: "vcpu", Amount: 5}}
				}
			}, []schedule.Refusal{{"first", "move", schedule.Constraint{Kind: schedule.Full, Name: "vcpu"}}}},
		"money in no year": {
			func(p *schedule.Programme) {
				p.Systems[1].Phases[0].Account, p.Systems[1].Phases[0].Tiyn = "minfin", 101
			},
			[]schedule.Refusal{{"second", "move", schedule.Constraint{Kind: schedule.Money, Name: "minfin"}}}},
		"a fixed day on which nobody works": {
			func(p *schedule.Programme) { p.Systems[1].Phases[0].Fixed = "2027-03-22" },
			[]schedule.Refusal{{"second", "move", schedule.Constraint{Kind: schedule.Pinned, Name: "2027-03-22"}}}},
		"an end beyond the horizon": {
			func(p *schedule.Programme) { p.Horizon = 20 },
			[]schedule.Refusal{{"second", "move", schedule.Constraint{Kind: schedule.Beyond, Name: "2027-03-21"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			p := base()
			tc.change(&p)
			if diff := cmp.Diff(tc.want, propose(t, p).Unplanned); diff != "" {
				t.Errorf("refusals (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProposeRejectsContradictions(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*schedule.Programme)
		want   string
	}{
		"an unknown resource":                  {func(p *schedule.Programme) { p.Systems[0].Phases[0].Uses[0].Resource = "x" }, `system "first": phase "move": resource "x" is not defined`},
		"an unknown calendar":                  {func(p *schedule.Programme) { p.Systems[0].Phases[0].Calendar = "x" }, `calendar "x" is not defined`},
		"an unknown system":                    {func(p *schedule.Programme) { p.Systems[0].After = []schedule.Dependency{{System: "x"}} }, `depends on system "x"`},
		"two of one name":                      {func(p *schedule.Programme) { p.Systems[1].Name = "first" }, `system "first" is defined twice`},
		"a phase without days":                 {func(p *schedule.Programme) { p.Systems[0].Phases[0].Days = 0 }, "number of days 0 is outside 1.."},
		"a date that does not exist":           {func(p *schedule.Programme) { p.Systems[0].Deadline = "2027-02-30" }, `reading date "2027-02-30"`},
		"a closure that ends before it begins": {func(p *schedule.Programme) { p.Calendars[0].Closed[0].To = "2027-01-01" }, `closure "Nauryz"`},
	} {
		t.Run(name, func(t *testing.T) {
			p := base()
			tc.change(&p)
			if _, err := schedule.Propose(p); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Propose: %v, want %q", err, tc.want)
			}
		})
	}
	p := base()
	p.Systems[0].After = []schedule.Dependency{{System: "second"}}
	p.Systems[1].After = []schedule.Dependency{{System: "first"}}
	if _, err := schedule.Propose(p); !errors.Is(err, schedule.ErrCycle) {
		t.Errorf("Propose of a circle: %v, want ErrCycle", err)
	}
}

func TestCompareTellsWhatASecondTeamChanges(t *testing.T) {
	p := base()
	before := propose(t, p)
	p.Resources[0].Capacity = 2
	want := schedule.Difference{OldFinish: "2027-03-30", NewFinish: "2027-03-12", Changes: []schedule.Change{{
		System: "second", Old: "2027-03-30", New: "2027-03-12", Days: -18,
		Because: schedule.Binding{Phase: "move", Constraints: []schedule.Constraint{{Kind: schedule.AtStart, Name: "2027-03-01"}}},
	}}}
	if diff := cmp.Diff(want, schedule.Compare(before, propose(t, p))); diff != "" {
		t.Errorf("Compare (-want +got):\n%s", diff)
	}
}

func TestADeadlineGoesFirstAndWavesFollowTheDates(t *testing.T) {
	p := base()
	p.WaveDays = 14
	p.Systems[1].Deadline = "2027-03-12"
	plan := propose(t, p)
	want := []schedule.Wave{
		{Number: 1, From: "2027-03-01", To: "2027-03-14", Systems: []string{"second"}},
		{Number: 2, From: "2027-03-15", To: "2027-03-28", Systems: []string{"first"}},
	}
	if diff := cmp.Diff(want, plan.Waves); diff != "" || len(plan.Late) > 0 {
		t.Errorf("late %v; waves (-want +got):\n%s", plan.Late, diff)
	}
	p.Systems[0].Deadline = "2027-03-29"
	late := []schedule.Lateness{{System: "first", Deadline: "2027-03-29", End: "2027-03-30"}}
	if diff := cmp.Diff(late, propose(t, p).Late); diff != "" {
		t.Errorf("late (-want +got):\n%s", diff)
	}
}

func TestRehearseCountsTheRunsThatKeepADeadline(t *testing.T) {
	p := base()
	p.Systems[1].Deadline = "2027-04-01" // two working days after the planned end
	plan := propose(t, p)
	slips := schedule.Slips{Runs: 200, Chance: 50, Most: 30}
	got, err := schedule.Rehearse(p, plan, slips, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	again, err := schedule.Rehearse(p, plan, slips, rand.New(rand.NewPCG(1, 2)))
	if diff := cmp.Diff(got, again); diff != "" || err != nil {
		t.Errorf("the same random numbers gave another outlook (%v):\n%s", err, diff)
	}
	if len(got.Deadlines) != 1 || got.Deadlines[0].Kept < 100 || got.Deadlines[0].Kept > 190 {
		t.Errorf("deadlines %+v, want second's kept in most runs, not in all", got.Deadlines)
	}
	if got.Finish.P50 < plan.Finish || got.Finish.P95 <= got.Finish.P50 {
		t.Errorf("ends %+v, planned for %s", got.Finish, plan.Finish)
	}
}

func TestRehearseCountsWhoIsLiveByAMilestone(t *testing.T) {
	p := base()
	plan := propose(t, p)
	p.Milestones = []schedule.Milestone{{Name: "past", Deadline: "2020-01-01"}, {Name: "far", Deadline: "2036-01-01"}}
	got, err := schedule.Rehearse(p, plan, schedule.Slips{Runs: 10, Chance: 50, Most: 30}, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	want := []schedule.Share{{Name: "past", Deadline: "2020-01-01"}, {Name: "far", Deadline: "2036-01-01", Kept: 10, Systems: 10 * len(p.Systems)}}
	if diff := cmp.Diff(want, got.Milestones); diff != "" {
		t.Errorf("milestones (-want +got):\n%s", diff)
	}
}
