package planner

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/govtech-kz/ikp/internal/domain/schedule/check"
	"github.com/govtech-kz/ikp/internal/domain/schedule/rcpsp"
)

// schedules per instance, as the published comparisons count them.
const schedules = 50_000

// outcome is what came of one instance.
type outcome struct {
	result   rcpsp.Result
	best     int
	took     time.Duration
	verified int
}

// solve runs the solver on all instances, as many at a time as there are cores.
func solve(ctx context.Context, all []instance, budget int) ([]outcome, error) {
	outcomes := make([]outcome, len(all))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, one := range all {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var err error
			if outcomes[i], err = one.solve(budget); err != nil {
				return fmt.Errorf("instance %s: %w", one.name, err)
			}
			return nil
		})
	}
	return outcomes, g.Wait()
}

// solve generates the schedules of an instance and verifies every single one.
func (i instance) solve(budget int) (outcome, error) {
	o := outcome{best: i.best}
	var fault error
	watch := func(starts []int, makespan int) {
		o.verified++
		if err := check.Project(i.project, starts, makespan); fault == nil {
			fault = err
		}
	}
	from := time.Now()
	var err error
	if o.result, err = rcpsp.Solve(i.project, rcpsp.Effort{Schedules: budget, Seed: 1, Watch: watch}); err != nil {
		return o, err
	}
	o.took = time.Since(from)
	if fault == nil {
		fault = check.Project(i.project, o.result.Starts, o.result.Makespan)
	}
	if fault == nil && o.verified != o.result.Schedules {
		fault = fmt.Errorf("%d of %d schedules were verified", o.verified, o.result.Schedules)
	}
	return o, fault
}

// summary is the figures of a set.
type summary struct {
	instances, atBest, verified int
	deviation, reference        float64 // mean per cent above the critical path
	microseconds                float64 // per schedule, with its verification
}

func summarise(outcomes []outcome) summary {
	s := summary{instances: len(outcomes)}
	var took time.Duration
	built := 0
	for _, o := range outcomes {
		path := float64(o.result.CriticalPath)
		s.deviation += 100 * (float64(o.result.Makespan) - path) / path / float64(len(outcomes))
		s.reference += 100 * (float64(o.best) - path) / path / float64(len(outcomes))
		s.verified += o.verified
		if o.result.Makespan <= o.best {
			s.atBest++
		}
		took += o.took
		built += o.result.Schedules
	}
	s.microseconds = float64(took.Microseconds()) / float64(max(1, built))
	return s
}
