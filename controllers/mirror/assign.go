package mirror

import (
	"cmp"
	"slices"

	"sigs.k8s.io/controller-runtime/pkg/client"
)

// assignment is an agency's objects of a kind: for each key one holds, the
// oldest; later ones are duplicates.
type assignment[K comparable] struct {
	// holders are the keys that an object is for.
	holders map[K]string
	// duplicateOf is the holder's name by the duplicate's.
	duplicateOf map[string]string
}

func assign[K comparable, O client.Object](objects []O, key func(O) K) assignment[K] {
	out := assignment[K]{holders: map[K]string{}, duplicateOf: map[string]string{}}
	for _, o := range slices.SortedFunc(slices.Values(objects), older[O]) {
		if o.GetDeletionTimestamp() != nil {
			continue
		}
		if holder, taken := out.holders[key(o)]; taken {
			out.duplicateOf[o.GetName()] = holder
			continue
		}
		out.holders[key(o)] = o.GetName()
	}
	return out
}

func older[O client.Object](a, b O) int {
	at := a.GetCreationTimestamp()
	bt := b.GetCreationTimestamp()
	return cmp.Or(at.Compare(bt.Time), cmp.Compare(a.GetName(), b.GetName()))
}
