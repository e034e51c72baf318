package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/domain/schedule/check"
	"github.com/govtech-kz/ikp/internal/domain/schedule/generate"
	"github.com/govtech-kz/ikp/internal/domain/schedule/rcpsp"
)

func TestProjectFindsEveryKindOfFault(t *testing.T) {
	p := rcpsp.Project{Capacity: []int{2}, Activities: []rcpsp.Activity{
		{Duration: 2, Demand: []int{2}, Successors: []int{1}}, {Duration: 1, Demand: []int{0}}, {Duration: 2, Demand: []int{1}},
	}}
	for name, tc := range map[string]struct {
		starts   []int
		makespan int
		want     string
	}{
		"nothing in a good schedule":          {[]int{0, 2, 2}, 4, ""},
		"an activity that is missing":         {[]int{0, 2}, 3, "2 starts for 3 activities"},
		"a start before the beginning":        {[]int{0, 2, -1}, 3, "activity 2 starts at -1"},
		"a successor that is too early":       {[]int{0, 1, 2}, 4, "activity 0 ends at 2, its successor 1 starts at 1"},
		"a resource that gives too much":      {[]int{0, 2, 1}, 3, "resource 0 gives 3 of 2 at time 1"},
		"a makespan that is not the last end": {[]int{0, 2, 2}, 3, "ends at 4, not at 3"},
	} {
		t.Run(name, func(t *testing.T) {
			err := check.Project(p, tc.starts, tc.makespan)
			if tc.want == "" && err == nil {
				return
			}
			if err == nil || tc.want == "" || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Project: %v, want %q", err, tc.want)
			}
		})
	}
}

// scarce is one system of two days in a programme that has just enough for it.
func scarce() (schedule.Programme, schedule.Plan) {
	p := schedule.Programme{
		Start: "2027-03-01", Horizon: 60,
		Calendars: []schedule.Calendar{{Name: "work", Week: [7]bool{false, true, true, true, true, true, false},
			Closed: []schedule.Closure{{Name: "freeze", From: "2027-03-08", To: "2027-03-08"}}}},
		Resources: []schedule.Resource{{Name: "team", Capacity: 1, Calendar: "work"}},
		Stores:    []schedule.Store{{Name: "vcpu", Grows: []schedule.Growth{{On: "2027-03-01", Amount: 4}}}},
		Budgets:   []schedule.Budget{{Account: "a", Year: 2027, Tiyn: 10}},
		Stages:    []schedule.Stage{{Name: "S1", Opens: "2027-03-02"}},
		Systems: []schedule.System{{Name: "s", Stage: "S1", Phases: []schedule.Phase{
			{Name: "move", Days: 2, Uses: []schedule.Use{{Resource: "team", Amount: 1}}, Account: "a", Tiyn: 10,
				Keeps: []schedule.Keep{{Store: "vcpu", Amount: 4}}, NotBefore: "2027-03-02"},
			{Name: "close", Days: 1, Calendar: "work"}}}},
	}
	plan := schedule.Plan{Start: p.Start, Finish: "2027-03-04", Systems: []schedule.Placement{{
		System: "s", Wave: 1, Live: "2027-03-04", Phases: []schedule.Slot{
			{Phase: "move", Start: "2027-03-02", End: "2027-03-03"}, {Phase: "close", Start: "2027-03-04", End: "2027-03-04"}}}}}
	return p, plan
}

func TestPlanFindsEveryKindOfFault(t *testing.T) {
	move := func(start, end schedule.Date) func(*schedule.Programme, *schedule.Plan) {
		return func(_ *schedule.Programme, p *schedule.Plan) {
			p.Systems[0].Phases[0].Start, p.Systems[0].Phases[0].End = start, end
		}
	}
	for name, tc := range map[string]struct {
		change func(*schedule.Programme, *schedule.Plan)
		want   []schedule.Constraint
	}{
		"nothing in a good plan":       {func(*schedule.Programme, *schedule.Plan) {}, nil},
		"a start before the programme": {move("2027-02-26", "2027-03-01"), []schedule.Constraint{{Kind: schedule.AtStart, Name: "2027-03-01"}}},
		"a start before its date and its stage": {move("2027-03-01", "2027-03-02"), []schedule.Constraint{
			{Kind: schedule.TooEarly, Name: "2027-03-02"}, {Kind: schedule.StageClosed, Name: "S1"}}},
		"phases that overlap": {move("2027-03-03", "2027-03-04"), []schedule.Constraint{{Kind: schedule.Predecessor, Name: "s/move"}}},
		"a start on a closed day and an end too early": {func(_ *schedule.Programme, p *schedule.Plan) {
			p.Systems[0].Phases[1] = schedule.Slot{Phase: "close", Start: "2027-03-08", End: "2027-03-08"}
			p.Systems[0].Live = "2027-03-08"
		}, []schedule.Constraint{{Kind: schedule.Closed, Name: "work/freeze"}, {Kind: schedule.Broken, Name: "does not work from 2027-03-08 to 2027-03-08"}}},
		"another day than the fixed one": {func(p *schedule.Programme, _ *schedule.Plan) { p.Systems[0].Phases[0].Fixed = "2027-03-03" },
			[]schedule.Constraint{{Kind: schedule.Pinned, Name: "2027-03-03"}}},
		"a team that is too small": {func(p *schedule.Programme, _ *schedule.Plan) { p.Resources[0].Capacity = 0 },
			[]schedule.Constraint{{Kind: schedule.Busy, Name: "team"}}},
		"a data centre that is too small": {func(p *schedule.Programme, _ *schedule.Plan) { p.Stores[0].Grows[0].On = "2027-03-03" },
			[]schedule.Constraint{{Kind: schedule.Full, Name: "vcpu"}}},
		"a year without the money": {func(p *schedule.Programme, _ *schedule.Plan) { p.Budgets[0].Year = 2028 },
			[]schedule.Constraint{{Kind: schedule.Money, Name: "a/2027"}}},
		"a missed deadline that is not told": {func(p *schedule.Programme, _ *schedule.Plan) { p.Systems[0].Deadline = "2027-03-03" },
			[]schedule.Constraint{{Kind: schedule.Broken, Name: "a missed deadline is not reported, or a kept one is"}}},
		"a system that is in no list": {func(p *schedule.Programme, _ *schedule.Plan) {
			p.Systems = append(p.Systems, schedule.System{Name: "x"})
		},
			[]schedule.Constraint{{Kind: schedule.Broken, Name: "is in the plan 0 times"}}},
	} {
		t.Run(name, func(t *testing.T) {
			p, plan := scarce()
			tc.change(&p, &plan)
			var got []schedule.Constraint
			for _, v := range check.Plan(p, plan) {
				got = append(got, v.Constraint)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGeneratedProgrammesRepeat(t *testing.T) {
	one, two := generate.Programme(generate.Default(150, 3)), generate.Programme(generate.Default(150, 3))
	if diff := cmp.Diff(one, two); diff != "" {
		t.Errorf("the same seed gave another programme:\n%s", diff)
	}
	if len(one.Systems) != 150 {
		t.Errorf("%d systems, want 150", len(one.Systems))
	}
	other := generate.Programme(generate.Default(150, 4))
	if slices.EqualFunc(one.Systems, other.Systems, func(a, b schedule.System) bool { return cmp.Equal(a, b) }) {
		t.Error("two seeds gave the same systems")
	}
}
