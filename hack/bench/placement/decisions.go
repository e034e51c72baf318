package placement

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"sync"
	"time"

	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/stat"
	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/testkit/naive"
)

const (
	// rounds is how often a rate is measured; the median counts.
	rounds = 3
	// roundSize is how many decisions are timed together.
	roundSize = 20_000
)

// goals are rates of decisions, by hosts and kind of anti-affinity (issue 3).
var goals = map[string]report.Goal{
	"5000.plain":  report.AtLeast(50_000),
	"5000.strict": report.AtLeast(5_000),
}

// decisions measures the pure decision in clusters of all sizes.
func decisions(ctx context.Context, r *report.Report, machines []trace.Machine) error {
	different, compared := 0, 0
	for _, hosts := range []int{1000, 5000, 10000} {
		for _, k := range kinds {
			for _, filled := range []int64{0, 80} {
				if err := ctx.Err(); err != nil {
					return err
				}
				run := newRun(hosts, filled, k, machines)
				rate := run.measure()
				slow, diffs := run.check()
				different, compared = different+diffs, compared+len(run.requests)
				r.Add(report.Figure{
					Name: fmt.Sprintf("decide.%d.%s.%d-percent-full", hosts, k.name, filled), Value: rate, Unit: "1/s",
					Goal: goals[fmt.Sprintf("%d.%s", hosts, k.name)], Against: fmt.Sprintf("the naive decision: %.0f/s", slow),
				})
			}
		}
	}
	r.Add(report.Figure{
		Name: "decide.different", Value: float64(different), Unit: "decisions", Goal: report.AtMost(0),
		Against: fmt.Sprintf("%d decisions of the naive implementation: all of every run, in the same state", compared),
	})
	r.Note("decide: one goroutine; machines of the Azure trace (%s) arrive, and the oldest leaves for each, "+
		"so that 4 per host are alive besides the fill; each decision is committed before the next. The median of %d rounds of %d decisions. "+
		"plain has no groups; zone keeps groups of up to %d, strict the batches of tenants up to %d, in zones or on hosts of their own.",
		"CC-BY 4.0, hack/bench/placement/trace", rounds, roundSize, kinds[1].most, kinds[2].most)
	return nil
}

// measure makes all decisions and returns the median rate per second.
func (u *run) measure() float64 {
	u.decide(u.requests[:u.warmUp])
	var rates []float64
	for i := range rounds {
		began := time.Now()
		u.decide(u.requests[u.warmUp+i*roundSize:][:roundSize])
		rates = append(rates, roundSize/time.Since(began).Seconds())
	}
	return stat.Median(rates)
}

func (u *run) decide(requests []placement.Request) {
	for _, r := range requests {
		u.snapshot.Release(r.Machine)
		d := placement.Decide(u.snapshot, r)
		u.decided = append(u.decided, d)
		if d.Host != "" {
			u.snapshot.Commit(promise(r, d.Host))
		}
	}
}

// check makes every decision a second time in a naive cluster of the same state.
// The processors share the decisions. It returns the naive rate of one of them and
// how many decisions came out differently.
func (u *run) check() (rate float64, different int) {
	shares := make([]portion, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range shares {
		all.Go(func() { shares[i] = u.portion(i, len(shares)) })
	}
	all.Wait()
	var spent time.Duration
	for _, s := range shares {
		different, spent = different+s.different, spent+s.spent
	}
	return float64(len(u.requests)) / spent.Seconds(), different
}

// portion is a part of the naive decisions.
type portion struct {
	different int
	spent     time.Duration
}

// portion follows all decisions in a naive cluster, and makes every nth of them.
func (u *run) portion(first, n int) (s portion) {
	cluster := u.reference()
	for i, r := range u.requests {
		cluster.Release(r.Machine)
		if i%n == first {
			began := time.Now()
			want := cluster.Decide(r)
			s.spent += time.Since(began)
			if want.Host != u.decided[i].Host || !maps.Equal(want.Refusals, u.decided[i].Refusals) {
				s.different++
			}
		}
		if host := u.decided[i].Host; host != "" {
			cluster.Commit(promise(r, host))
		}
	}
	return s
}

// reference is the naive cluster before the first decision.
func (u *run) reference() *naive.Cluster {
	cluster := naive.NewCluster()
	for _, h := range u.hosts {
		cluster.SetHost(h)
	}
	for _, p := range u.fill {
		cluster.Commit(p)
	}
	return cluster
}

func promise(r placement.Request, host string) placement.Promise {
	return placement.Promise{Machine: r.Machine, Host: host, Takes: r.Needs, Group: r.Group}
}
