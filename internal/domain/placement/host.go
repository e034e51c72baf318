package placement

// Host is what a decision needs to know of a hypervisor host.
type Host struct {
	// Name tells hosts apart and breaks ties.
	Name string
	// DataCentre is the site in which the host stands.
	DataCentre string
	// Segment is the contour whose machines the host may run (C-2.4).
	Segment string
	// Zone is the failure domain within the data centre.
	Zone string
	// Ready says that the host's agent and hypervisor answer.
	Ready bool
	// Unschedulable keeps new machines away.
	Unschedulable bool
	// Allocatable is what all machines together may get.
	Allocatable Resources
}

func (h Host) open() bool { return h.Ready && !h.Unschedulable }

// zone is a failure domain; names of zones repeat between data centres.
type zone struct{ dataCentre, segment, name string }

func (h Host) zone() zone { return zone{h.DataCentre, h.Segment, h.Zone} }

// node is a host with what is promised on it. A node without known holds the
// promises of a host that has not been seen, or no longer exists.
type node struct {
	Host
	known  bool
	free   Resources
	score  int64
	groups map[string]int
}

func (n *node) before(o *node) bool {
	if n.score != o.score {
		return n.score > o.score
	}
	return n.Name < o.Name
}
