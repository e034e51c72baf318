package admission

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
	// creates is how many machines are created with the webhook, and as many without.
	creates = 1500
	// warmUp come first and are not measured.
	warmUp = 100

	mostMedian = 3.0 // ms
	mostP99    = 8.0 // ms
)

// Run measures the creation of machines with and without the webhook.
func Run(ctx context.Context, r *report.Report) error {
	return site.On(ctx, r, state.DriverFixture, 1, func(s *site.Site) error {
		if err := s.Furnish(ctx); err != nil {
			return err
		}
		// Nobody but the API server works on the machines that are created.
		for _, part := range []string{"ikp-controllers", "ikp-operators", "ikp-hypervisor-host-a", "kube-controller-manager"} {
			if err := s.Stop(ctx, part); err != nil {
				return err
			}
		}
		if err := spare(ctx, s); err != nil {
			return err
		}
		times, err := measure(ctx, s)
		if err != nil {
			return err
		}
		add(r, times)
		return nil
	})
}

// times are how long creations took, in milliseconds.
type times struct{ with, without []float64 }

// measure creates machines that the webhook sees and does not see in turns.
func measure(ctx context.Context, s *site.Site) (times, error) {
	var t times
	for n := range warmUp + creates {
		for _, turn := range []struct {
			seen bool
			into *[]float64
		}{{true, &t.with}, {false, &t.without}} {
			took, err := create(ctx, s, n, turn.seen)
			if err != nil {
				return t, err
			}
			if n >= warmUp {
				*turn.into = append(*turn.into, float64(took)/float64(time.Millisecond))
			}
		}
	}
	return t, nil
}

func create(ctx context.Context, s *site.Site, n int, seen bool) (time.Duration, error) {
	vm := site.Machine(n, site.Image)
	vm.Name += "-" + side(seen)
	vm.Labels = map[string]string{label: side(seen)}
	began := time.Now()
	if err := s.Developer.Create(ctx, vm); err != nil {
		return 0, fmt.Errorf("creating machine %q: %w", vm.Name, err)
	}
	return time.Since(began), nil
}

func add(r *report.Report, t times) {
	r.Note("%d machines each, created one after the other and in turns, those without carry a label that the webhook's "+
		"configuration leaves out. The ledger that the webhook looks into is SQLite.", creates)
	for _, f := range []struct {
		name  string
		share float64
		most  float64
	}{{"p50", 0.5, mostMedian}, {"p99", 0.99, mostP99}} {
		with, without := stat.Quantile(t.with, f.share), stat.Quantile(t.without, f.share)
		r.Add(report.Figure{
			Name: "added." + f.name, Value: with - without, Unit: "ms", Goal: report.AtMost(f.most),
			Against: fmt.Sprintf("the same create without the webhook: %.2f ms with, %.2f ms without", with, without),
		})
	}
}
