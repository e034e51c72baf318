package planner

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/govtech-kz/ikp/hack/bench/report"
)

// sampleVariable takes every so many-th instance only and as many seeds less: for
// trying out, not for figures to keep.
const sampleVariable = "IKP_BENCH_PLANNER_EVERY"

// Run measures the solver, then the planner.
func Run(ctx context.Context, r *report.Report) error {
	every, err := strconv.Atoi(os.Getenv(sampleVariable))
	if err != nil || every < 1 {
		every = 1
	}
	if every > 1 {
		r.Note("a sample: one in %d instances and programmes", every)
	}
	if err := optimal(ctx, r, every); err != nil {
		return err
	}
	if err := deviation(ctx, r, every); err != nil {
		return err
	}
	for _, size := range []struct {
		systems int
		seconds float64
	}{{638, 1}, {10_000, 30}} {
		if err := programmes(r, size.systems, max(1, seeds/every), size.seconds); err != nil {
			return fmt.Errorf("planning %d systems: %w", size.systems, err)
		}
	}
	return nil
}

func optimal(ctx context.Context, r *report.Report, every int) error {
	s, err := measure(ctx, r, j30, every)
	if err != nil {
		return err
	}
	r.Add(report.Figure{Name: "j30.optimal", Value: 100 * float64(s.atBest) / float64(s.instances), Unit: "%",
		Goal: report.AtLeast(99), Against: "the proven optima of PSPLIB"})
	r.Add(report.Figure{Name: "j30.deviation", Value: s.deviation, Unit: "%",
		Against: fmt.Sprintf("optima: %.3f %% above the critical path", s.reference)})
	r.Add(report.Figure{Name: "j30.schedule", Value: s.microseconds, Unit: "us", Goal: report.AtMost(15)})
	return nil
}

func deviation(ctx context.Context, r *report.Report, every int) error {
	s, err := measure(ctx, r, j60, every)
	if err != nil {
		return err
	}
	r.Add(report.Figure{Name: "j60.deviation", Value: s.deviation, Unit: "%", Goal: report.AtMost(10.8),
		Against: fmt.Sprintf("best known: %.3f %% above the critical path", s.reference)})
	r.Add(report.Figure{Name: "j60.best-known", Value: 100 * float64(s.atBest) / float64(s.instances), Unit: "%"})
	r.Add(report.Figure{Name: "j60.schedule", Value: s.microseconds, Unit: "us"})
	return nil
}

func measure(ctx context.Context, r *report.Report, of set, every int) (summary, error) {
	all, err := of.instances()
	if err != nil {
		return summary{}, err
	}
	var some []instance
	for i := 0; i < len(all); i += every {
		some = append(some, all[i])
	}
	r.Progress("solving %d instances of %s", len(some), of.name)
	outcomes, err := solve(ctx, some, schedules)
	if err != nil {
		return summary{}, err
	}
	s := summarise(outcomes)
	r.Note("%s: at most %d schedules for each of %d instances, one for each pass of serial generation; all %d schedules verified by the independent checker, "+
		"in the time that is measured; mean deviation %.3f %%", of.name, schedules, s.instances, s.verified, s.deviation)
	return s, nil
}

func programmes(r *report.Report, systems, seeds int, seconds float64) error {
	r.Progress("planning %d programmes of %d systems", seeds, systems)
	worst, err := plan(systems, seeds)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("programme.%d", systems)
	r.Add(report.Figure{Name: name + ".time", Value: worst.slowest.Seconds(), Unit: "s", Goal: report.Below(seconds)})
	r.Add(report.Figure{Name: name + ".length", Value: worst.ratio, Unit: "ratio", Goal: report.AtMost(1.05),
		Against: "the bound max(critical path, work per team, bytes per link)"})
	r.Note("%d systems: slowest and longest of %d seeds; work of the busiest team %.2f to %.2f of the critical path; %d systems refused; every plan verified",
		systems, seeds, worst.least, worst.most, worst.unplanned)
	return nil
}
