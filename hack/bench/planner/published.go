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

// watched is how often every single schedule of an instance is verified, not only the last.
const watched = 10

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
			if outcomes[i], err = one.solve(budget, i%watched == 0); err != nil {
				return fmt.Errorf("instance %s: %w", one.name, err)
			}
			return nil
		})
	}
	return outcomes, g.Wait()
}

func (i instance) solve(budget int, watch bool) (outcome, error) {
	o := outcome{best: i.best}
	effort := rcpsp.Effort{Schedules: budget, Seed: 1}
	var fault error
	if watch {
		effort.Watch = func(starts []int, makespan int) {
			o.verified++
			if err := check.Project(i.project, starts, makespan); fault == nil {
				fault = err
			}
		}
	}
	from := time.Now()
	var err error
	if o.result, err = rcpsp.Solve(i.project, effort); err != nil {
		return o, err
	}
	if !watch {
		o.took = time.Since(from)
		o.verified = 1
	}
	if fault == nil {
		fault = check.Project(i.project, o.result.Starts, o.result.Makespan)
	}
	return o, fault
}

// summary is the figures of a set.
type summary struct {
	instances, atBest, verified int
	deviation, reference        float64 // mean per cent above the critical path
	microseconds                float64 // per schedule, of the instances that were not watched
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
		if o.took > 0 {
			took += o.took
			built += o.result.Schedules
		}
	}
	s.microseconds = float64(took.Microseconds()) / float64(max(1, built))
	return s
}
