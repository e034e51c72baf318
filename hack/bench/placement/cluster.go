package placement

import (
	"fmt"

	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
	"github.com/govtech-kz/ikp/internal/domain/placement"
)

// kind is a kind of anti-affinity.
type kind struct {
	name  string
	scope placement.Scope
	// most is how many machines a group has at most. Zero: there are no groups.
	most int
}

// kinds as the issue names them. A group of zones is smaller than their number.
var kinds = []kind{
	{"plain", placement.PerHost, 0},
	{"zone", placement.PerZone, 10},
	{"strict", placement.PerHost, 500},
}

const (
	sites        = 10
	zonesPerSite = 4
	alivePerHost = 4
	diskGiB      = 40
)

// run is one cluster with the machines that arrive in it.
type run struct {
	hosts    []placement.Host
	fill     []placement.Promise
	requests []placement.Request
	warmUp   int
	snapshot *placement.Snapshot
	decided  []placement.Decision
}

func newRun(hosts int, filled int64, k kind, machines []trace.Machine) *run {
	u := &run{snapshot: placement.NewSnapshot(), warmUp: hosts * alivePerHost}
	for i := range hosts {
		h := newHost(i)
		u.hosts = append(u.hosts, h)
		u.snapshot.SetHost(h)
		p := placement.Promise{Machine: "fill-" + h.Name, Host: h.Name, Takes: share(h.Allocatable, filled)}
		u.fill = append(u.fill, p)
		u.snapshot.Commit(p)
	}
	u.requests = requests(machines[:u.warmUp+rounds*roundSize], u.warmUp, k)
	u.decided = make([]placement.Decision, 0, len(u.requests))
	return u
}

// newHost is one of three sizes of host.
func newHost(i int) placement.Host {
	size := int64(1) << (i % 3)
	return placement.Host{
		Name: fmt.Sprintf("host-%05d", i), DataCentre: fmt.Sprintf("dc-%d", i%sites), Segment: "G2G",
		Zone: fmt.Sprintf("zone-%d", i/sites%zonesPerSite), Ready: true,
		Allocatable: placement.Resources{VCPU: 128 * size, MemoryMiB: size << 19, DiskGiB: 20000},
	}
}

func share(r placement.Resources, percent int64) placement.Resources {
	return placement.Resources{
		VCPU: r.VCPU * percent / 100, MemoryMiB: r.MemoryMiB * percent / 100, DiskGiB: r.DiskGiB * percent / 100,
	}
}

// requests are the arrivals of the trace. As many names as machines are alive go
// round: an arrival takes the place of the oldest.
func requests(machines []trace.Machine, alive int, k kind) []placement.Request {
	anywhere := func(string) placement.Reason { return "" }
	group := grouping(k)
	all := make([]placement.Request, len(machines))
	for i, m := range machines {
		all[i] = placement.Request{
			Machine: fmt.Sprintf("machine-%d", i%alive), Segment: "G2G", Site: anywhere,
			Needs: placement.Resources{VCPU: m.VCPU, MemoryMiB: m.MemoryMiB, DiskGiB: diskGiB},
			Group: group(m.Batch), Scope: k.scope,
		}
	}
	return all
}

// grouping names the group of each machine, given its batch: a batch that is
// larger than a group may be has several.
func grouping(k kind) func(batch int) string {
	batch, n := -1, 0
	return func(b int) string {
		if k.most == 0 {
			return ""
		}
		if b != batch {
			batch, n = b, 0
		}
		n++
		return fmt.Sprintf("batch-%d/%d", b, (n-1)/k.most)
	}
}
