package placement

// Decision is where a machine goes, or why it goes nowhere.
type Decision struct {
	// Host is the chosen host. Empty if none fits.
	Host string
	// Refusals counts the hosts refused for each reason. Only set when none fits.
	Refusals map[Reason]int
}

// Decide chooses the host for a machine: of those that no filter refuses, one in
// the zone with the fewest machines of the same anti-affinity group, then the
// one with the largest free share, then the first by name. The snapshot is not
// changed: Commit the decision before the next one.
func Decide(s *Snapshot, r Request) Decision {
	sites := verdicts{ask: r.Site, known: make(map[string]Reason, len(s.pools))}
	members := s.members[r.Group]
	if best := choose(s, r, sites, members); best != nil {
		return Decision{Host: best.Name}
	}
	refusals := map[Reason]int{}
	for _, n := range s.nodes {
		if n.known {
			refusals[refuse(n, r, sites, members)]++
		}
	}
	return Decision{Refusals: refusals}
}

func choose(s *Snapshot, r Request, sites verdicts, members census) *node {
	if r.Holder != "" {
		n := s.nodes[r.Holder]
		if n == nil || !n.known || refuse(n, r, sites, members) != "" {
			return nil
		}
		return n
	}
	var best *node
	for _, p := range s.pools {
		if refuseZone(p.zone, r, sites) != "" || members.crowd(p.zone, r.Scope) {
			continue
		}
		if n := p.first(r); n != nil && (best == nil || preferred(n, best, members)) {
			best = n
		}
	}
	return best
}

// first is the most preferred host of the pool that has room.
func (p *pool) first(r Request) *node {
	for _, n := range p.order {
		if refuseHost(n, r) == "" {
			return n
		}
	}
	return nil
}

func preferred(n, o *node, members census) bool {
	if a, b := members[n.zone()], members[o.zone()]; a != b {
		return a < b
	}
	return n.before(o)
}
