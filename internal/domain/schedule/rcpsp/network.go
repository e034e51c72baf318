package rcpsp

import "errors"

// ErrCycle says that an activity would have to wait for itself.
var ErrCycle = errors.New("the precedence relation has a cycle")

// network is a project made ready for speed: activities renumbered so that every
// predecessor has a smaller index, demands packed four to a word.
type network struct {
	original []int // the caller's index of each activity
	duration []int
	demand   []uint64 // words per activity, flattened
	idle     []uint64 // the free profile of one unit of time when nothing runs
	words    int
	before   [2][][]int32 // predecessors, seen forwards and backwards
	weight   []int        // share of all capacity that an activity asks for, in thousandths
	head     []int        // longest path before an activity
	tail     []int        // longest path after an activity
	capacity []int
	raw      []Activity // in the new numbering, without successors
	horizon  int
}

// Directions in which a schedule is built.
const (
	forwards  = 0
	backwards = 1
)

func compile(p Project) (*network, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	order, err := topological(p)
	if err != nil {
		return nil, err
	}
	n := &network{original: order, capacity: p.Capacity, words: max(1, (len(p.Capacity)+fields-1)/fields)}
	n.idle = pack(p.Capacity, n.words)
	for w := range n.idle {
		n.idle[w] |= guards
	}
	n.link(p)
	for _, i := range order {
		n.add(p.Activities[i])
	}
	n.head = n.longest(forwards)
	n.tail = n.longest(backwards)
	return n, nil
}

func (n *network) add(a Activity) {
	n.raw = append(n.raw, Activity{Duration: a.Duration, Demand: a.Demand})
	n.duration = append(n.duration, a.Duration)
	n.demand = append(n.demand, pack(a.Demand, n.words)...)
	n.horizon += a.Duration
	weight := 0
	for r, d := range a.Demand {
		if n.capacity[r] > 0 {
			weight += 1000 * d / n.capacity[r]
		}
	}
	n.weight = append(n.weight, weight)
}

func (n *network) link(p Project) {
	place := make([]int32, len(n.original))
	for at, i := range n.original {
		place[i] = int32(at)
	}
	n.before[forwards] = make([][]int32, len(place))
	n.before[backwards] = make([][]int32, len(place))
	for i, a := range p.Activities {
		for _, s := range a.Successors {
			n.before[forwards][place[s]] = append(n.before[forwards][place[s]], place[i])
			n.before[backwards][place[i]] = append(n.before[backwards][place[i]], place[s])
		}
	}
}

// longest is the longest path that must have ended before each activity starts.
func (n *network) longest(side int) []int {
	at := make([]int, len(n.duration))
	for k := range at {
		i := n.ordered(side, k)
		for _, b := range n.before[side][i] {
			at[i] = max(at[i], at[b]+n.duration[b])
		}
	}
	return at
}

// ordered is the k-th activity in an order that fits the precedence of a side.
func (n *network) ordered(side, k int) int {
	if side == backwards {
		return len(n.duration) - 1 - k
	}
	return k
}

func topological(p Project) ([]int, error) {
	waits := make([]int, len(p.Activities))
	for _, a := range p.Activities {
		for _, s := range a.Successors {
			waits[s]++
		}
	}
	order := make([]int, 0, len(waits))
	for i, w := range waits {
		if w == 0 {
			order = append(order, i)
		}
	}
	for k := 0; k < len(order); k++ {
		for _, s := range p.Activities[order[k]].Successors {
			if waits[s]--; waits[s] == 0 {
				order = append(order, s)
			}
		}
	}
	if len(order) < len(waits) {
		return nil, ErrCycle
	}
	return order, nil
}
