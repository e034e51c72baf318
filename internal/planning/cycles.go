package planning

import "slices"

// circles finds the groups of systems that depend on one another in a circle, by
// their names: Tarjan's strongly connected components of more than one system.
func circles(names []string, after map[string][]string) [][]string {
	t := &tarjan{after: after, index: map[string]int{}, low: map[string]int{}, on: map[string]bool{}}
	for _, n := range names {
		if t.index[n] == 0 {
			t.visit(n)
		}
	}
	return t.found
}

type tarjan struct {
	after      map[string][]string
	index, low map[string]int
	on         map[string]bool
	stack      []string
	found      [][]string
}

func (t *tarjan) visit(n string) {
	t.index[n] = len(t.index) + 1
	t.low[n] = t.index[n]
	t.stack, t.on[n] = append(t.stack, n), true
	for _, m := range t.after[n] {
		switch {
		case t.index[m] == 0:
			t.visit(m)
			t.low[n] = min(t.low[n], t.low[m])
		case t.on[m]:
			t.low[n] = min(t.low[n], t.index[m])
		}
	}
	if t.low[n] == t.index[n] {
		t.close(n)
	}
}

// close takes a component from the stack.
func (t *tarjan) close(n string) {
	at := slices.Index(t.stack, n)
	group := slices.Clone(t.stack[at:])
	t.stack = t.stack[:at]
	for _, m := range group {
		t.on[m] = false
	}
	if len(group) > 1 {
		slices.Sort(group)
		t.found = append(t.found, group)
	}
}
