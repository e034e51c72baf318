package placement

func (s *Snapshot) node(name string) *node {
	n, ok := s.nodes[name]
	if !ok {
		n = &node{Host: Host{Name: name}, groups: map[string]int{}}
		s.nodes[name] = n
	}
	return n
}

// drop forgets a host that is neither known nor promised to anybody.
func (s *Snapshot) drop(n *node) {
	if !n.known && n.free == (Resources{}) && len(n.groups) == 0 {
		delete(s.nodes, n.Name)
	}
}

// reorder lets a function alter a node while it stands in no pool.
func (s *Snapshot) reorder(n *node, alter func()) {
	if n.known && n.open() {
		s.pool(n.zone()).remove(n)
	}
	alter()
	n.score = freeShare(n.free, n.Allocatable)
	if n.known && n.open() {
		s.pool(n.zone()).insert(n)
	}
}

// move is reorder for alterations that may change a node's zone.
func (s *Snapshot) move(n *node, alter func()) {
	for group, machines := range n.groups {
		s.count(group, n.zone(), -machines)
	}
	s.reorder(n, alter)
	for group, machines := range n.groups {
		s.count(group, n.zone(), +machines)
	}
}

func (s *Snapshot) pool(z zone) *pool {
	p, ok := s.pools[z]
	if !ok {
		p = &pool{zone: z}
		s.pools[z] = p
	}
	return p
}

// join adds one machine of a group to a node, or takes it away.
func (s *Snapshot) join(n *node, group string, by int) {
	if group == "" {
		return
	}
	if n.groups[group] += by; n.groups[group] == 0 {
		delete(n.groups, group)
	}
	s.count(group, n.zone(), by)
}

func (s *Snapshot) count(group string, z zone, by int) {
	zones, ok := s.members[group]
	if !ok {
		zones = census{}
		s.members[group] = zones
	}
	if zones[z] += by; zones[z] == 0 {
		delete(zones, z)
	}
	if len(zones) == 0 {
		delete(s.members, group)
	}
}
