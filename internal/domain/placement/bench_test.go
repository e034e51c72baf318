package placement_test

import (
	"fmt"
	"testing"

	"github.com/govtech-kz/ikp/internal/domain/placement"
)

// benchHosts is the size of cluster that decisions are measured at.
const benchHosts = 5000

func cluster() *placement.Snapshot {
	s := placement.NewSnapshot()
	for i := range benchHosts {
		s.SetHost(placement.Host{
			Name: fmt.Sprintf("host-%04d", i), DataCentre: fmt.Sprintf("dc-%d", i%10), Segment: "G2G",
			Zone: fmt.Sprintf("zone-%d", i/10%4), Ready: true,
			Allocatable: placement.Resources{VCPU: 256, MemoryMiB: 1 << 20, DiskGiB: 20000},
		})
	}
	return s
}

func fill(s *placement.Snapshot, percent int64) {
	for i := range benchHosts {
		s.Commit(placement.Promise{
			Machine: fmt.Sprintf("filler-%d", i), Host: fmt.Sprintf("host-%04d", i),
			Takes: placement.Resources{VCPU: 256 * percent / 100, MemoryMiB: 1 << 20 * percent / 100},
		})
	}
}

// BenchmarkDecide measures decisions with their commit, as placement makes them.
// Machines leave as others come, so that the cluster stays as full as it was.
func BenchmarkDecide(b *testing.B) {
	const alive = 20000
	for _, bc := range []struct {
		name   string
		filled int64
		group  func(i int) string
	}{
		{"plain/empty", 0, func(int) string { return "" }},
		{"plain/80 percent full", 80, func(int) string { return "" }},
		{"anti-affinity/groups of 5", 0, func(i int) string { return fmt.Sprintf("ns/%d", i/5) }},
		{"anti-affinity/groups of 2500", 0, func(i int) string { return fmt.Sprintf("ns/%d", i/2500) }},
		{"anti-affinity/80 percent full", 80, func(i int) string { return fmt.Sprintf("ns/%d", i/5) }},
	} {
		b.Run(bc.name, func(b *testing.B) {
			s := cluster()
			fill(s, bc.filled)
			names := make([]string, alive)
			for i := range names {
				names[i] = fmt.Sprintf("machine-%d", i)
			}
			r := request()
			b.ResetTimer()
			for i := range b.N {
				r.Machine, r.Group = names[i%alive], bc.group(i)
				s.Release(r.Machine)
				d := placement.Decide(s, r)
				if d.Host == "" {
					b.Fatalf("no host fits: %v", d.Refusals)
				}
				s.Commit(placement.Promise{Machine: r.Machine, Host: d.Host, Takes: r.Needs, Group: r.Group})
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "decisions/s")
		})
	}
}

// BenchmarkRefuse measures the answer that costs most: no host fits, and each
// one is counted.
func BenchmarkRefuse(b *testing.B) {
	s := cluster()
	fill(s, 100)
	for b.Loop() {
		if d := placement.Decide(s, request()); d.Host != "" {
			b.Fatalf("found host %s in a full cluster", d.Host)
		}
	}
}
