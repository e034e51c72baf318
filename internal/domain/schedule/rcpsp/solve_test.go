package rcpsp_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/schedule/check"
	"github.com/govtech-kz/ikp/internal/domain/schedule/rcpsp"
)

// project draws a project of up to most activities and six resources.
func project(t *rapid.T, most int) rcpsp.Project {
	resources := rapid.IntRange(0, 6).Draw(t, "resources")
	p := rcpsp.Project{Capacity: rapid.SliceOfN(rapid.IntRange(1, 9), resources, resources).Draw(t, "capacity")}
	n := rapid.IntRange(0, most).Draw(t, "activities")
	for i := range n {
		a := rcpsp.Activity{Duration: rapid.IntRange(0, 7).Draw(t, "duration"), Demand: make([]int, resources)}
		for r, c := range p.Capacity {
			a.Demand[r] = rapid.IntRange(0, c).Draw(t, "demand")
		}
		for s := range i {
			if rapid.IntRange(0, 3).Draw(t, "precedes") == 0 {
				a.Successors = append(a.Successors, s)
			}
		}
		p.Activities = append(p.Activities, a)
	}
	return p
}

func TestEveryScheduleIsFeasible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := project(t, 14)
		seen := 0
		watch := func(starts []int, makespan int) {
			seen++
			if err := check.Project(p, starts, makespan); err != nil {
				t.Fatal(err)
			}
		}
		r, err := rcpsp.Solve(p, rcpsp.Effort{Schedules: 300, Seed: 7, Watch: watch})
		if err != nil {
			t.Fatal(err)
		}
		if err := check.Project(p, r.Starts, r.Makespan); err != nil {
			t.Fatal(err)
		}
		if r.Makespan < r.Bound || r.Bound < r.CriticalPath || r.Schedules > 300 || r.Schedules != seen {
			t.Fatalf("makespan %d, bound %d, critical path %d, %d schedules of which %d were seen",
				r.Makespan, r.Bound, r.CriticalPath, r.Schedules, seen)
		}
		again, err := rcpsp.Solve(p, rcpsp.Effort{Schedules: 300, Seed: 7})
		if diff := cmp.Diff(r, again); diff != "" || err != nil {
			t.Fatalf("the same seed gave another result (%v):\n%s", err, diff)
		}
	})
}

func TestFindsTheOptimumOfSmallProjects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := project(t, 5)
		r, err := rcpsp.Solve(p, rcpsp.Effort{Schedules: 2000, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		if want := exhaustive(p); r.Makespan != want {
			t.Fatalf("makespan %d, the optimum is %d", r.Makespan, want)
		}
	})
}

// exhaustive tries all starts of all activities and leaves feasibility to the checker.
func exhaustive(p rcpsp.Project) int {
	starts := make([]int, len(p.Activities))
	for horizon := 0; ; horizon++ {
		if within(p, starts, len(starts)-1, horizon) {
			return horizon
		}
	}
}

// within places the activities from the last, which precede the others, to the first.
func within(p rcpsp.Project, starts []int, i, horizon int) bool {
	if i < 0 {
		makespan := 0
		for k, s := range starts {
			makespan = max(makespan, s+p.Activities[k].Duration)
		}
		return check.Project(p, starts, makespan) == nil
	}
	for s := range horizon - p.Activities[i].Duration + 1 {
		if starts[i] = s; allowed(p, starts, i) && within(p, starts, i-1, horizon) {
			return true
		}
	}
	return false
}

// allowed cuts off what breaks a precedence among the activities placed so far.
func allowed(p rcpsp.Project, starts []int, i int) bool {
	for k := i + 1; k < len(starts); k++ {
		for _, s := range p.Activities[k].Successors {
			if s == i && starts[i] < starts[k]+p.Activities[k].Duration {
				return false
			}
		}
	}
	return true
}

func TestRefuses(t *testing.T) {
	one := func(a ...rcpsp.Activity) rcpsp.Project { return rcpsp.Project{Capacity: []int{3}, Activities: a} }
	for name, tc := range map[string]struct {
		project rcpsp.Project
		want    string
	}{
		"more than there is":      {one(rcpsp.Activity{Duration: 1, Demand: []int{4}}), "activity 0: demand 4 of resource 0 is outside 0..3"},
		"demands of other things": {one(rcpsp.Activity{Duration: 1}), "activity 0: 0 demands for 1 resources"},
		"a negative duration":     {one(rcpsp.Activity{Duration: -1, Demand: []int{0}}), "duration -1 is outside 0..32767"},
		"unknown successors":      {one(rcpsp.Activity{Demand: []int{0}, Successors: []int{1}}), "successor 1 does not exist"},
		"a capacity out of range": {rcpsp.Project{Capacity: []int{40000}}, "capacity 40000 of resource 0 is outside 0..32767"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rcpsp.Solve(tc.project, rcpsp.Effort{Schedules: 1})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Solve: %v, want %q", err, tc.want)
			}
		})
	}
	circle := one(rcpsp.Activity{Demand: []int{0}, Successors: []int{1}}, rcpsp.Activity{Demand: []int{0}, Successors: []int{0}})
	if _, err := rcpsp.Solve(circle, rcpsp.Effort{Schedules: 1}); !errors.Is(err, rcpsp.ErrCycle) {
		t.Errorf("Solve of a circle: %v, want ErrCycle", err)
	}
}
