package journal

import (
	"cmp"
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/types"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// lines is the shortest journal that adds up to the same, and how many they are.
func (b *book) lines() ([]byte, int, error) {
	entries := []entry{{Head: &b.head}}
	for _, t := range b.trimmedStates() {
		entries = append(entries, entry{Transition: &t})
	}
	for _, t := range b.kept {
		entries = append(entries, entry{Transition: &t})
	}
	for _, uid := range b.forgotten() {
		entries = append(entries, entry{Forgotten: uid})
	}
	var out []byte
	for _, e := range entries {
		line, err := e.line()
		if err != nil {
			return nil, 0, err
		}
		out = append(out, line...)
	}
	return out, len(entries), nil
}

// trimmedStates are the last states of machines that have been in them for longer
// than transitions are kept, by number.
func (b *book) trimmedStates() []subresources.UsageTransition {
	var out []subresources.UsageTransition
	for _, t := range b.last {
		if t.Sequence < b.head.Oldest {
			out = append(out, t)
		}
	}
	sortByNumber(out)
	return out
}

func sortByNumber(all []subresources.UsageTransition) {
	slices.SortFunc(all, func(x, y subresources.UsageTransition) int { return cmp.Compare(x.Sequence, y.Sequence) })
}

// forgotten are the machines of kept transitions that nobody remembers.
func (b *book) forgotten() []types.UID {
	out := map[types.UID]bool{}
	for _, t := range b.kept {
		if _, known := b.last[t.Machine]; !known {
			out[t.Machine] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}
