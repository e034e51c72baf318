package check

import (
	"fmt"

	"github.com/govtech-kz/ikp/internal/domain/schedule/rcpsp"
)

// Project verifies a schedule of a project: every activity starts at or after
// zero and after its predecessors have ended, no resource is overdrawn in any unit
// of time, and the makespan is what it says. It returns the first fault.
func Project(p rcpsp.Project, starts []int, makespan int) error {
	if len(starts) != len(p.Activities) {
		return fmt.Errorf("%d starts for %d activities", len(starts), len(p.Activities))
	}
	last := 0
	for i, a := range p.Activities {
		if starts[i] < 0 {
			return fmt.Errorf("activity %d starts at %d", i, starts[i])
		}
		end := starts[i] + a.Duration
		last = max(last, end)
		for _, s := range a.Successors {
			if starts[s] < end {
				return fmt.Errorf("activity %d ends at %d, its successor %d starts at %d", i, end, s, starts[s])
			}
		}
	}
	if last != makespan {
		return fmt.Errorf("the schedule ends at %d, not at %d", last, makespan)
	}
	return overdrawn(p, starts, makespan)
}

// overdrawn sums what every activity takes at its start and gives back at its end,
// resource by resource.
func overdrawn(p rcpsp.Project, starts []int, makespan int) error {
	change := make([]int, makespan+1)
	for r, capacity := range p.Capacity {
		clear(change)
		for i, a := range p.Activities {
			change[starts[i]] += a.Demand[r]
			change[starts[i]+a.Duration] -= a.Demand[r]
		}
		used := 0
		for t, by := range change {
			if used += by; used > capacity {
				return fmt.Errorf("resource %d gives %d of %d at time %d", r, used, capacity, t)
			}
		}
	}
	return nil
}
