package rcpsp

import "fmt"

// Activity runs without interruption for Duration units of time, using Demand[r]
// of resource r all the while; its Successors (indices) start after it has ended.
type Activity struct {
	Duration   int
	Demand     []int
	Successors []int
}

// Project is activities and the constant capacity of each resource.
type Project struct {
	Capacity   []int
	Activities []Activity
}

// Largest sizes that a project may have. They keep four resources in one machine word.
const (
	MaxCapacity = 1<<15 - 1
	MaxHorizon  = 1<<15 - 1
)

// Validate says what makes a project impossible to schedule: a demand above the
// capacity, an unknown successor, a size out of range. Cycles are found by Solve.
func (p Project) Validate() error {
	for r, c := range p.Capacity {
		if c < 0 || c > MaxCapacity {
			return fmt.Errorf("capacity %d of resource %d is outside 0..%d", c, r, MaxCapacity)
		}
	}
	horizon := 0
	for i, a := range p.Activities {
		if err := p.validate(a); err != nil {
			return fmt.Errorf("activity %d: %w", i, err)
		}
		horizon += a.Duration
	}
	if horizon > MaxHorizon {
		return fmt.Errorf("durations add up to %d, more than %d", horizon, MaxHorizon)
	}
	return nil
}

func (p Project) validate(a Activity) error {
	if a.Duration < 0 || a.Duration > MaxHorizon {
		return fmt.Errorf("duration %d is outside 0..%d", a.Duration, MaxHorizon)
	}
	if len(a.Demand) != len(p.Capacity) {
		return fmt.Errorf("%d demands for %d resources", len(a.Demand), len(p.Capacity))
	}
	for r, d := range a.Demand {
		if d < 0 || d > p.Capacity[r] {
			return fmt.Errorf("demand %d of resource %d is outside 0..%d", d, r, p.Capacity[r])
		}
	}
	for _, s := range a.Successors {
		if s < 0 || s >= len(p.Activities) {
			return fmt.Errorf("successor %d does not exist", s)
		}
	}
	return nil
}
