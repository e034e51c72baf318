package placement

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/stat"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

const (
	// hostCount is how many hosts, and as many nodes, there are.
	hostCount = 5000
	// waves is how often each binder is measured; the median counts.
	waves = 3
	// waveSize is how many machines or pods a binder finds waiting.
	waveSize = 1000
	// patience bounds one wave of one binder.
	patience = 5 * time.Minute
)

// bindings measures placement, kube-scheduler and the bare client in turns, on
// one API server that holds hosts and nodes.
func bindings(ctx context.Context, r *report.Report, machines []trace.Machine) (err error) {
	dir, err := os.MkdirTemp("", "ikp-bench-placement-")
	if err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	r.Progress("starting kube-apiserver with %d hosts and as many nodes", hostCount)
	cp, err := controlplane.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cp.Stop()) }()
	s := &stage{cp: cp, dir: dir, machines: machines}
	if err := s.furnish(ctx); err != nil {
		return err
	}
	binders, err := s.binders(ctx)
	if err != nil {
		return err
	}
	all, err := s.alternate(ctx, r, binders)
	if err != nil {
		return err
	}
	addResults(r, all)
	return nil
}

// alternate gives each binder its waves in turns, and another the first turn
// every time, so that neither a busy machine nor a growing store favours one.
func (s *stage) alternate(ctx context.Context, r *report.Report, binders []binder) (map[string]results, error) {
	all := map[string]results{}
	for wave := range waves {
		for turn := range binders {
			b := binders[(wave+turn)%len(binders)]
			one, err := s.measure(ctx, b, wave)
			if err != nil {
				return nil, fmt.Errorf("measuring %s: %w", b.name, err)
			}
			r.Progress("wave %d of %d: %s bound %.0f/s at %.2f ms of processor time each", wave+1, waves, b.name, one.rate, one.cost)
			of := all[b.name]
			of.rates, of.costs = append(of.rates, one.rate), append(of.costs, one.cost)
			all[b.name] = of
		}
	}
	return all, nil
}

// results are the waves of one binder.
type results struct{ rates, costs []float64 }

func (r results) rate() float64 { return stat.Median(r.rates) }
func (r results) cost() float64 { return stat.Median(r.costs) }

func addResults(r *report.Report, all map[string]results) {
	ours, scheduler, bare := all[placementName], all[schedulerName], all[bareName]
	r.Add(report.Figure{
		Name: "bind.rate", Value: ours.rate(), Unit: "1/s",
		Against: fmt.Sprintf("waves: ours %s, %s %s, %s %s", listed(ours.rates), schedulerName, listed(scheduler.rates), bareName, listed(bare.rates)),
	})
	r.Add(report.Figure{
		Name: "bind.to-scheduler", Value: ours.rate() / scheduler.rate(), Unit: "ratio", Goal: report.AtLeast(1.2),
		Against: fmt.Sprintf("%s binding pods with the same requests to %d nodes: %.0f/s", schedulerName, hostCount, scheduler.rate()),
	})
	r.Add(report.Figure{
		Name: "bind.to-limit", Value: ours.rate() / bare.rate(), Unit: "ratio", Goal: report.AtLeast(0.9),
		Against: fmt.Sprintf("%s, with the same watch, writes and concurrency and no decision: %.0f/s", bareName, bare.rate()),
	})
	r.Add(report.Figure{
		Name: "bind.cost", Value: ours.cost(), Unit: "ms",
		Against: fmt.Sprintf("%s %.2f ms, %s %.2f ms of processor time per binding, API server and etcd included", schedulerName, scheduler.cost(), bareName, bare.cost()),
	})
	r.Note("bind: one kube-apiserver and etcd hold %d hosts and %d nodes of the same size. Each binder finds %d admitted machines or pods "+
		"with requests of the Azure trace, and binds them alone on the machine but for a watch that counts; the rate is that between the "+
		"first and the last binding. %d waves each, in turns; medians. kube-scheduler has its default profile, and client limits raised "+
		"so far that they never hold it back; ikp-operators runs with --controllers=placement and the rights of ikp:operators, as does the bare client. "+
		"kube-scheduler writes a binding and an Event per pod, placement and the bare client a binding. etcd does not wait for the disk. "+
		"A pod is stored in a binary form and checked by code; a machine is a custom resource, stored as JSON and checked by "+
		"its schema and the admission policies: that is the larger part of what a binding costs.",
		hostCount, hostCount, waveSize, waves)
}

func listed(rates []float64) string {
	all := make([]string, 0, len(rates))
	for _, rate := range slices.Sorted(slices.Values(rates)) {
		all = append(all, fmt.Sprintf("%.0f", rate))
	}
	return strings.Join(all, " ")
}
