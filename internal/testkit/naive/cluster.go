package naive

import "github.com/govtech-kz/ikp/internal/domain/placement"

// Cluster is a list of hosts with what is promised on them.
type Cluster struct {
	hosts    []*host
	byName   map[string]*host
	promises map[string]placement.Promise
	groups   map[string]list
}

// list is promises by machine.
type list map[string]placement.Promise

// host is a host that is known, or was, or will be.
type host struct {
	placement.Host
	known bool
	// places that the host lies in, by scope.
	places [3]place
	// taken is the sum of what is promised on the host.
	taken placement.Resources
}

// NewCluster is a cluster without hosts.
func NewCluster() *Cluster {
	return &Cluster{byName: map[string]*host{}, promises: list{}, groups: map[string]list{}}
}

// SetHost adds a host or changes it.
func (c *Cluster) SetHost(h placement.Host) {
	n := c.host(h.Name)
	n.Host, n.known, n.places = h, true, placesOf(h)
}

// RemoveHost forgets a host, not what is promised on it.
func (c *Cluster) RemoveHost(name string) { c.host(name).known = false }

// Commit promises room to a machine, in place of what it was promised before.
func (c *Cluster) Commit(p placement.Promise) {
	c.Release(p.Machine)
	c.promises[p.Machine] = p
	h := c.host(p.Host)
	h.taken = h.taken.Plus(p.Takes)
	if c.groups[p.Group] == nil {
		c.groups[p.Group] = list{}
	}
	c.groups[p.Group][p.Machine] = p
}

// Release gives back what was promised to a machine, and reports whether
// anything was.
func (c *Cluster) Release(machine string) bool {
	p, ok := c.promises[machine]
	if ok {
		delete(c.promises, machine)
		delete(c.groups[p.Group], machine)
		h := c.host(p.Host)
		h.taken = h.taken.Minus(p.Takes)
	}
	return ok
}

func (c *Cluster) host(name string) *host {
	if c.byName[name] == nil {
		c.byName[name] = &host{}
		c.hosts = append(c.hosts, c.byName[name])
	}
	return c.byName[name]
}
