package placement

// refuse is the first reason against a host, empty if it fits. A host that
// already holds the machine is refused on law alone: what runs is kept.
func refuse(n *node, r Request, sites verdicts, members census) Reason {
	if reason := refuseZone(n.zone(), r, sites); reason != "" {
		return reason
	}
	if r.Holder != "" {
		if r.Holder != n.Name {
			return HeldElsewhere
		}
		return ""
	}
	switch {
	case !n.Ready:
		return HostNotReady
	case n.Unschedulable:
		return Unschedulable
	}
	if reason := refuseHost(n, r); reason != "" {
		return reason
	}
	if members.crowd(n.zone(), r.Scope) {
		return AntiAffinity
	}
	return ""
}

// refuseZone checks what is the same for all hosts of a zone.
func refuseZone(z zone, r Request, sites verdicts) Reason {
	if r.DataCentre != "" && r.DataCentre != z.dataCentre {
		return DataCentrePinned
	}
	if reason := sites.of(z.dataCentre); reason != "" {
		return reason
	}
	if r.Segment != z.segment {
		return Segment
	}
	return ""
}

// refuseHost checks what differs between the open hosts of a zone.
func refuseHost(n *node, r Request) Reason {
	switch {
	case r.Needs.VCPU > n.free.VCPU:
		return InsufficientVCPU
	case r.Needs.MemoryMiB > n.free.MemoryMiB:
		return InsufficientMemory
	case r.Needs.DiskGiB > n.free.DiskGiB:
		return InsufficientDisk
	case r.Group != "" && n.groups[r.Group] > 0:
		return AntiAffinity
	}
	return ""
}

// verdicts asks about each site once.
type verdicts struct {
	ask   func(string) Reason
	known map[string]Reason
}

func (v verdicts) of(site string) Reason {
	reason, ok := v.known[site]
	if !ok {
		reason = v.ask(site)
		v.known[site] = reason
	}
	return reason
}
