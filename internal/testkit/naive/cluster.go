package naive

import "github.com/govtech-kz/ikp/internal/domain/placement"

// Cluster is hosts with lists of what is promised on them.
type Cluster struct {
	hosts    map[string]*host
	promises map[string]placement.Promise
	groups   map[string]list
}

// list is promises by machine.
type list map[string]placement.Promise

// host is a host that is known, or was, or will be.
type host struct {
	placement.Host
	known    bool
	promises list
}

// NewCluster is a cluster without hosts.
func NewCluster() *Cluster {
	return &Cluster{hosts: map[string]*host{}, promises: list{}, groups: map[string]list{}}
}

// SetHost adds a host or changes it.
func (c *Cluster) SetHost(h placement.Host) {
	n := c.host(h.Name)
	n.Host, n.known = h, true
}

// RemoveHost forgets a host, not what is promised on it.
func (c *Cluster) RemoveHost(name string) { c.host(name).known = false }

// Commit promises room to a machine, in place of what it was promised before.
func (c *Cluster) Commit(p placement.Promise) {
	c.Release(p.Machine)
	c.promises[p.Machine] = p
	c.host(p.Host).promises[p.Machine] = p
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
		delete(c.hosts[p.Host].promises, machine)
		delete(c.groups[p.Group], machine)
	}
	return ok
}

func (c *Cluster) host(name string) *host {
	if c.hosts[name] == nil {
		c.hosts[name] = &host{promises: list{}}
	}
	return c.hosts[name]
}

func (h *host) free() placement.Resources {
	free := h.Allocatable
	for _, p := range h.promises {
		free = free.Minus(p.Takes)
	}
	return free
}
