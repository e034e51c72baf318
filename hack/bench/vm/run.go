package vm

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/site"
	"github.com/govtech-kz/ikp/hack/bench/stat"
	"github.com/govtech-kz/ikp/internal/local/state"
)

const (
	// timed machines are measured from their creation to running.
	timed = 200
	// held machines are there in the end, when memory is measured.
	held = 1000
)

// Run measures a control plane with one agent on libvirt's test driver.
func Run(ctx context.Context, r *report.Report) error {
	hosts, err := hostsFor(held)
	if err != nil {
		return err
	}
	return site.On(ctx, r, state.DriverFixture, hosts, func(s *site.Site) error {
		programs, err := observable(ctx, s, hosts)
		if err != nil {
			return err
		}
		if err := s.Furnish(ctx); err != nil {
			return err
		}
		empty, err := footprints(ctx, programs)
		if err != nil {
			return err
		}
		if err := speed(ctx, r, s, hosts); err != nil {
			return err
		}
		r.Progress("running %d machines", held)
		if _, err := s.Run(ctx, site.SilentImage, timed, held-timed, site.Running); err != nil {
			return err
		}
		full, err := footprints(ctx, programs)
		if err != nil {
			return err
		}
		addMemory(r, programs, empty, full)
		return nil
	})
}

// speed measures the way of a machine beside the same by hand.
func speed(ctx context.Context, r *report.Report, s *site.Site, hosts int) error {
	uri, err := testURI(s.Dir, "raw")
	if err != nil {
		return err
	}
	byHand, err := raw(ctx, s.Dir, uri, timed)
	if err != nil {
		return err
	}
	ours, err := s.Run(ctx, site.SilentImage, 0, timed, site.Running)
	if err != nil {
		return err
	}
	each := milliseconds(ours.Elapsed) / timed
	hand := sum(byHand) / timed
	against := fmt.Sprintf("%.3f ms to define and start the same machine by hand through the same binding", hand)
	r.Note("%d machines are created by four clients at once and are followed by a watch; %d hosts of one agent, each a test "+
		"driver of its own in the agent's process. Beside defining and starting, the platform admits a machine, reserves for it, "+
		"places it, makes its disk with qemu-img and its seed, journals it and reports it: over the API and durably.", timed, hosts)
	r.Add(report.Figure{Name: "running", Value: each, Unit: "ms", Against: against})
	r.Add(report.Figure{Name: "running.ratio", Value: each / hand, Unit: "ratio", Against: against})
	for _, q := range []struct {
		name  string
		share float64
	}{{"p50", 0.5}, {"p99", 0.99}} {
		r.Add(report.Figure{
			Name: "latency." + q.name, Value: milliseconds(stat.Quantile(ours.Each, q.share)), Unit: "ms",
			Against: fmt.Sprintf("%.0f ms until the last of all %d that were asked for at once", milliseconds(ours.Elapsed), timed),
		})
	}
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func sum(values []float64) float64 {
	var all float64
	for _, v := range values {
		all += v
	}
	return all
}
