package duplicate

import (
	"cmp"
	"slices"
)

// Index is a set of systems made ready to be compared.
type Index struct {
	systems []System
	vectors []vector
}

// NewIndex weighs the words of all systems against each other. The order of the
// systems does not matter.
func NewIndex(systems []System) *Index {
	ordered := slices.Clone(systems)
	slices.SortFunc(ordered, func(a, b System) int { return cmp.Compare(a.ID, b.ID) })
	return &Index{systems: ordered, vectors: vectorsOf(ordered)}
}

// Pairs is every pair of systems of different owners at or over a threshold in
// thousandths, the most alike first. An owner whom nobody knows differs from
// every other.
func (x *Index) Pairs(threshold int) []Pair {
	var pairs []Pair
	for i := range x.systems {
		for j := i + 1; j < len(x.systems); j++ {
			pairs = x.append(pairs, i, j, threshold)
		}
	}
	return ordered(pairs)
}

// Like is every such pair that one system is in.
func (x *Index) Like(id string, threshold int) []Pair {
	i, found := x.find(id)
	if !found {
		return nil
	}
	var pairs []Pair
	for j := range x.systems {
		if j != i {
			pairs = x.append(pairs, min(i, j), max(i, j), threshold)
		}
	}
	return ordered(pairs)
}

func (x *Index) append(pairs []Pair, i, j, threshold int) []Pair {
	a, b := x.systems[i], x.systems[j]
	if a.Owner != "" && a.Owner == b.Owner {
		return pairs
	}
	p := alike(x.vectors[i], x.vectors[j])
	if p.Permille < threshold {
		return pairs
	}
	p.A, p.B = a.ID, b.ID
	return append(pairs, p)
}

func ordered(pairs []Pair) []Pair {
	slices.SortStableFunc(pairs, func(a, b Pair) int { return cmp.Compare(b.Permille, a.Permille) })
	return pairs
}

// Other is the system of a pair that is not id.
func (p Pair) Other(id string) string {
	if p.A == id {
		return p.B
	}
	return p.A
}

// Has reports whether the index holds a system with these words.
func (x *Index) Has(s System) bool {
	i, found := x.find(s.ID)
	return found && x.systems[i].Name == s.Name && x.systems[i].Purpose == s.Purpose && x.systems[i].Owner == s.Owner &&
		slices.Equal(x.systems[i].Functions, s.Functions)
}

func (x *Index) find(id string) (int, bool) {
	return slices.BinarySearchFunc(x.systems, id, func(s System, id string) int { return cmp.Compare(s.ID, id) })
}
