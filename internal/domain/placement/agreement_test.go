package placement_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/testkit/naive"
)

// hosts is how many hosts a drawn cluster has at first.
const hosts = 12

// TestIndexedDecisionsAgreeWithTheNaiveOnes drives both through the same random
// life of a cluster and compares every decision, refusals included.
func TestIndexedDecisionsAgreeWithTheNaiveOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		snapshot, reference := placement.NewSnapshot(), naive.NewCluster()
		for i := range hosts {
			h := drawHost(t)
			h.Name = fmt.Sprintf("h%d", i)
			snapshot.SetHost(h)
			reference.SetHost(h)
		}
		t.Repeat(map[string]func(*rapid.T){
			"set a host": func(t *rapid.T) {
				h := drawHost(t)
				h.Name = drawName(t, "h", hosts)
				snapshot.SetHost(h)
				reference.SetHost(h)
			},
			"remove a host": func(t *rapid.T) {
				name := drawName(t, "h", hosts)
				snapshot.RemoveHost(name)
				reference.RemoveHost(name)
			},
			"commit": func(t *rapid.T) {
				p := drawPromise(t)
				snapshot.Commit(p)
				reference.Commit(p)
			},
			"release": func(t *rapid.T) {
				machine := drawName(t, "m", 20)
				if got, want := snapshot.Release(machine), reference.Release(machine); got != want {
					t.Fatalf("Release(%q) = %v, want %v", machine, got, want)
				}
			},
			"decide": func(t *rapid.T) {
				r := drawRequest(t)
				got, want := placement.Decide(snapshot, r), reference.Decide(r)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("decision differs from the naive one (-naive +indexed):\n%s", diff)
				}
				if got.Host != "" {
					p := placement.Promise{Machine: r.Machine, Host: got.Host, Takes: r.Needs, Group: r.Group}
					snapshot.Commit(p)
					reference.Commit(p)
				}
			},
		})
	})
}

func drawName(t *rapid.T, prefix string, n int) string {
	return fmt.Sprintf("%s%d", prefix, rapid.IntRange(0, n-1).Draw(t, prefix))
}

func drawResources(t *rapid.T, most int64) placement.Resources {
	draw := func(label string) int64 { return rapid.Int64Range(0, most).Draw(t, label) }
	return placement.Resources{VCPU: draw("vcpu"), MemoryMiB: draw("memory"), DiskGiB: draw("disk")}
}

func drawHost(t *rapid.T) placement.Host {
	return placement.Host{
		DataCentre:    drawName(t, "dc", 3),
		Segment:       drawSegment(t),
		Zone:          drawName(t, "z", 2),
		Ready:         rapid.IntRange(0, 3).Draw(t, "ready") > 0,
		Unschedulable: rapid.IntRange(0, 5).Draw(t, "unschedulable") == 0,
		Allocatable:   drawResources(t, 16).Plus(placement.Resources{VCPU: 4, MemoryMiB: 4, DiskGiB: 4}),
	}
}

// drawSegment is the same segment most of the time, lest no host ever fits.
func drawSegment(t *rapid.T) string {
	if rapid.IntRange(0, 5).Draw(t, "external") == 0 {
		return "G2CB"
	}
	return "G2G"
}

func drawGroup(t *rapid.T) string {
	if rapid.Bool().Draw(t, "grouped") {
		return drawName(t, "g", 2)
	}
	return ""
}

func drawPromise(t *rapid.T) placement.Promise {
	return placement.Promise{
		Machine: drawName(t, "m", 20),
		Host:    drawName(t, "h", hosts),
		Takes:   drawResources(t, 4),
		Group:   drawGroup(t),
	}
}

func drawRequest(t *rapid.T) placement.Request {
	r := placement.Request{
		Machine: drawName(t, "m", 20),
		Needs:   drawResources(t, 4),
		Segment: drawSegment(t),
		Group:   drawGroup(t),
		Scope:   placement.Scope(rapid.IntRange(int(placement.PerHost), int(placement.PerDataCentre)).Draw(t, "scope")),
		Site: func(dataCentre string) placement.Reason {
			if dataCentre == "dc2" {
				return placement.Residency
			}
			return ""
		},
	}
	if rapid.IntRange(0, 3).Draw(t, "pinned") == 0 {
		r.DataCentre = drawName(t, "dc", 3)
	}
	if rapid.IntRange(0, 5).Draw(t, "held") == 0 {
		r.Holder = drawName(t, "h", hosts)
	}
	return r
}
