package placement_test

import "github.com/govtech-kz/ikp/internal/domain/placement"

// naive is the reference: it keeps nothing but lists and looks at every host.
type naive struct {
	hosts    map[string]placement.Host
	promises map[string]placement.Promise
}

func newNaive() *naive {
	return &naive{hosts: map[string]placement.Host{}, promises: map[string]placement.Promise{}}
}

func (n *naive) free(h placement.Host) placement.Resources {
	free := h.Allocatable
	for _, p := range n.promises {
		if p.Host == h.Name {
			free = free.Minus(p.Takes)
		}
	}
	return free
}

// members counts a group's machines on the hosts for which a test holds.
func (n *naive) members(group string, among func(placement.Host) bool) int {
	count := 0
	for _, p := range n.promises {
		if h, ok := n.hosts[p.Host]; ok && p.Group == group && among(h) {
			count++
		}
	}
	return count
}

func (n *naive) decide(r placement.Request) placement.Decision {
	var best *placement.Host
	refusals := map[placement.Reason]int{}
	for _, h := range n.hosts {
		if reason := n.refuse(h, r); reason != "" {
			refusals[reason]++
			continue
		}
		if best == nil || n.better(h, *best, r) {
			best = &h
		}
	}
	if best != nil {
		return placement.Decision{Host: best.Name}
	}
	return placement.Decision{Refusals: refusals}
}

func (n *naive) refuse(h placement.Host, r placement.Request) placement.Reason {
	free := n.free(h)
	shared := map[placement.Scope]func(placement.Host) bool{
		placement.PerHost:       func(o placement.Host) bool { return o.Name == h.Name },
		placement.PerZone:       sameZone(h),
		placement.PerDataCentre: func(o placement.Host) bool { return o.DataCentre == h.DataCentre },
	}[r.Scope]
	held := r.Holder != ""
	for _, check := range []struct {
		broken bool
		reason placement.Reason
	}{
		{r.DataCentre != "" && h.DataCentre != r.DataCentre, placement.DataCentrePinned},
		{r.Site(h.DataCentre) != "", r.Site(h.DataCentre)},
		{h.Segment != r.Segment, placement.Segment},
		{held && h.Name != r.Holder, placement.HeldElsewhere},
		{!held && !h.Ready, placement.HostNotReady},
		{!held && h.Unschedulable, placement.Unschedulable},
		{!held && free.VCPU < r.Needs.VCPU, placement.InsufficientVCPU},
		{!held && free.MemoryMiB < r.Needs.MemoryMiB, placement.InsufficientMemory},
		{!held && free.DiskGiB < r.Needs.DiskGiB, placement.InsufficientDisk},
		{!held && r.Group != "" && n.members(r.Group, shared) > 0, placement.AntiAffinity},
	} {
		if check.broken {
			return check.reason
		}
	}
	return ""
}

func (n *naive) better(h, o placement.Host, r placement.Request) bool {
	if r.Group != "" {
		a, b := n.members(r.Group, sameZone(h)), n.members(r.Group, sameZone(o))
		if a != b {
			return a < b
		}
	}
	if a, b := n.score(h), n.score(o); a != b {
		return a > b
	}
	return h.Name < o.Name
}

func sameZone(h placement.Host) func(placement.Host) bool {
	return func(o placement.Host) bool {
		return o.DataCentre == h.DataCentre && o.Segment == h.Segment && o.Zone == h.Zone
	}
}

func (n *naive) score(h placement.Host) int64 {
	free, lowest := n.free(h), int64(1_000_000)
	for _, x := range [][2]int64{
		{free.VCPU, h.Allocatable.VCPU},
		{free.MemoryMiB, h.Allocatable.MemoryMiB},
		{free.DiskGiB, h.Allocatable.DiskGiB},
	} {
		share := int64(0)
		if x[1] > 0 {
			share = x[0] * 1_000_000 / x[1]
		}
		lowest = min(lowest, share)
	}
	return lowest
}
