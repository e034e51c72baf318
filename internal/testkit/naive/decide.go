package naive

import "github.com/govtech-kz/ikp/internal/domain/placement"

// Decide is what placement.Decide must answer.
func (c *Cluster) Decide(r placement.Request) placement.Decision {
	var best *candidate
	refusals := map[placement.Reason]int{}
	group := c.count(r.Group)
	for _, h := range c.hosts {
		if !h.known {
			continue
		}
		free := h.free()
		if reason := refuse(h, free, r, group); reason != "" {
			refusals[reason]++
			continue
		}
		if n := (candidate{h.Name, group[zoneOf(h)], score(h, free)}); best == nil || n.better(*best) {
			best = &n
		}
	}
	if best != nil {
		return placement.Decision{Host: best.name}
	}
	return placement.Decision{Refusals: refusals}
}

// candidate is a host that fits, with what it is compared by.
type candidate struct {
	name    string
	members int
	score   int64
}

func (n candidate) better(o candidate) bool {
	switch {
	case n.members != o.members:
		return n.members < o.members
	case n.score != o.score:
		return n.score > o.score
	}
	return n.name < o.name
}

// place is a host, a zone or a data centre.
type place struct {
	scope                     placement.Scope
	dataCentre, segment, name string
}

func hostOf(h *host) place { return place{placement.PerHost, "", "", h.Name} }
func zoneOf(h *host) place { return place{placement.PerZone, h.DataCentre, h.Segment, h.Zone} }
func siteOf(h *host) place { return place{placement.PerDataCentre, h.DataCentre, "", ""} }

// count is how many machines of a group are in each place.
func (c *Cluster) count(group string) map[place]int {
	members := map[place]int{}
	if group == "" {
		return members
	}
	for _, p := range c.groups[group] {
		if h := c.hosts[p.Host]; h.known {
			members[hostOf(h)]++
			members[zoneOf(h)]++
			members[siteOf(h)]++
		}
	}
	return members
}

func refuse(h *host, free placement.Resources, r placement.Request, group map[place]int) placement.Reason {
	site := r.Site(h.DataCentre)
	switch {
	case r.DataCentre != "" && h.DataCentre != r.DataCentre:
		return placement.DataCentrePinned
	case site != "":
		return site
	case h.Segment != r.Segment:
		return placement.Segment
	case r.Holder != "" && h.Name != r.Holder:
		return placement.HeldElsewhere
	case r.Holder != "":
		return ""
	case !h.Ready:
		return placement.HostNotReady
	case h.Unschedulable:
		return placement.Unschedulable
	}
	return refuseRoom(h, free, r, group)
}

func refuseRoom(h *host, free placement.Resources, r placement.Request, group map[place]int) placement.Reason {
	switch {
	case free.VCPU < r.Needs.VCPU:
		return placement.InsufficientVCPU
	case free.MemoryMiB < r.Needs.MemoryMiB:
		return placement.InsufficientMemory
	case free.DiskGiB < r.Needs.DiskGiB:
		return placement.InsufficientDisk
	case r.Group != "" && group[shared(h, r.Scope)] > 0:
		return placement.AntiAffinity
	}
	return ""
}

// shared is what one more machine on a host must not share with its group.
func shared(h *host, scope placement.Scope) place {
	switch scope {
	case placement.PerZone:
		return zoneOf(h)
	case placement.PerDataCentre:
		return siteOf(h)
	}
	return hostOf(h)
}

// score is the scarcest free resource in millionths of what the host has.
func score(h *host, free placement.Resources) int64 {
	lowest := int64(1_000_000)
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
