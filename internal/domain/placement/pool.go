package placement

import "slices"

// pool keeps the open hosts of one zone in the order in which they are
// preferred, so that a decision looks at few hosts of many.
type pool struct {
	zone  zone
	order []*node
}

func (p *pool) insert(n *node) {
	p.order = slices.Insert(p.order, p.find(n), n)
}

func (p *pool) remove(n *node) {
	i := p.find(n)
	p.order = slices.Delete(p.order, i, i+1)
}

// find is the place of n, or the place where it belongs.
func (p *pool) find(n *node) int {
	i, _ := slices.BinarySearchFunc(p.order, n, func(a, b *node) int {
		switch {
		case a.before(b):
			return -1
		case b.before(a):
			return 1
		}
		return 0
	})
	return i
}
