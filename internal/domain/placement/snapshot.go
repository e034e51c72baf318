package placement

// Snapshot is all hosts with what is promised on them. It is for one goroutine
// at a time.
type Snapshot struct {
	nodes    map[string]*node
	pools    map[zone]*pool
	promises map[string]Promise
	// members counts the machines of each anti-affinity group.
	members map[string]census
}

// Promise is a machine's place and what it takes there.
type Promise struct {
	// Machine is the machine's UID.
	Machine string
	// Host is the name of the host.
	Host string
	// Takes is what the machine takes.
	Takes Resources
	// Group is the machine's anti-affinity group.
	Group string
}

// NewSnapshot is a snapshot without hosts.
func NewSnapshot() *Snapshot {
	return &Snapshot{
		nodes:    map[string]*node{},
		pools:    map[zone]*pool{},
		promises: map[string]Promise{},
		members:  map[string]census{},
	}
}

// SetHost adds a host or changes it; what is promised on it stays.
func (s *Snapshot) SetHost(h Host) {
	n := s.node(h.Name)
	s.move(n, func() {
		n.free = h.Allocatable.Minus(n.Allocatable.Minus(n.free))
		n.Host, n.known = h, true
	})
}

// RemoveHost forgets a host. What is promised on it is remembered, in case it
// comes back.
func (s *Snapshot) RemoveHost(name string) {
	n, ok := s.nodes[name]
	if !ok {
		return
	}
	s.move(n, func() {
		n.free = n.free.Minus(n.Allocatable)
		n.Host, n.known = Host{Name: name}, false
	})
	s.drop(n)
}

// Commit promises room on a host to a machine, in place of what it was promised
// before. The host need not be known yet.
func (s *Snapshot) Commit(p Promise) {
	if s.promises[p.Machine] == p {
		return
	}
	s.Release(p.Machine)
	s.promises[p.Machine] = p
	n := s.node(p.Host)
	s.reorder(n, func() { n.free = n.free.Minus(p.Takes) })
	s.join(n, p.Group, +1)
}

// Release gives back what was promised to a machine, and reports whether
// anything was.
func (s *Snapshot) Release(machine string) bool {
	p, ok := s.promises[machine]
	if !ok {
		return false
	}
	delete(s.promises, machine)
	n := s.node(p.Host)
	s.reorder(n, func() { n.free = n.free.Plus(p.Takes) })
	s.join(n, p.Group, -1)
	s.drop(n)
	return true
}

// Promised is what was promised to a machine.
func (s *Snapshot) Promised(machine string) (Promise, bool) {
	p, ok := s.promises[machine]
	return p, ok
}
