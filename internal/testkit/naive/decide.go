package naive

import (
	"math"

	"github.com/govtech-kz/ikp/internal/domain/placement"
)

// Decide is what placement.Decide must answer.
func (c *Cluster) Decide(r placement.Request) placement.Decision {
	best := nowhere
	refusals := map[placement.Reason]int{}
	group := c.count(r.Group)
	for _, h := range c.hosts {
		if !h.known {
			continue
		}
		free := h.Allocatable.Minus(h.taken)
		if reason := refuse(h, free, r, group); reason != "" {
			refusals[reason]++
			continue
		}
		if n := (candidate{h.Name, group.in(h.places[placement.PerZone]), score(h, free)}); n.better(best) {
			best = n
		}
	}
	if best != nowhere {
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

// nowhere is worse than every host.
var nowhere = candidate{members: math.MaxInt}

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
type place string

// placesOf are what a host lies in, by scope.
func placesOf(h placement.Host) [3]place {
	return [3]place{
		placement.PerHost:       place("host " + h.Name),
		placement.PerZone:       place("zone " + h.DataCentre + " " + h.Segment + " " + h.Zone),
		placement.PerDataCentre: place("site " + h.DataCentre),
	}
}

// census is how many machines of a group are in each place.
type census map[place]int

// in spares a group without machines the lookups.
func (c census) in(p place) int {
	if len(c) == 0 {
		return 0
	}
	return c[p]
}

// count is the census of a group.
func (c *Cluster) count(group string) census {
	members := census{}
	if group == "" {
		return members
	}
	for _, p := range c.groups[group] {
		if h := c.byName[p.Host]; h.known {
			for _, lies := range h.places {
				members[lies]++
			}
		}
	}
	return members
}

func refuse(h *host, free placement.Resources, r placement.Request, group census) placement.Reason {
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

func refuseRoom(h *host, free placement.Resources, r placement.Request, group census) placement.Reason {
	switch {
	case free.VCPU < r.Needs.VCPU:
		return placement.InsufficientVCPU
	case free.MemoryMiB < r.Needs.MemoryMiB:
		return placement.InsufficientMemory
	case free.DiskGiB < r.Needs.DiskGiB:
		return placement.InsufficientDisk
	case r.Group != "" && group.in(h.places[r.Scope]) > 0:
		return placement.AntiAffinity
	}
	return ""
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
