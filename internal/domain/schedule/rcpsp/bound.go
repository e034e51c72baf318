package rcpsp

// criticalPath is the length of the longest chain of activities: the bound from
// which PSPLIB measures deviations.
func (n *network) criticalPath() int {
	longest := 0
	for i, d := range n.duration {
		longest = max(longest, n.head[i]+d+n.tail[i])
	}
	return longest
}

// bound is a makespan below which no schedule exists: the critical path, or the
// work that the activities with at least a given head and tail ask of a resource.
func (n *network) bound() int {
	best := n.criticalPath()
	for r, c := range n.capacity {
		if c == 0 {
			continue
		}
		for _, head := range n.head {
			for _, tail := range n.tail {
				if work := n.work(r, head, tail); work > 0 {
					best = max(best, head+(work+c-1)/c+tail)
				}
			}
		}
	}
	return best
}

func (n *network) work(r, head, tail int) int {
	sum := 0
	for i, a := range n.raw {
		if n.head[i] >= head && n.tail[i] >= tail {
			sum += a.Duration * a.Demand[r]
		}
	}
	return sum
}
