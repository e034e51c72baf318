package api

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// tally counts writes by who wrote what.
type tally map[string]int

func count(writes []write) tally {
	t := tally{}
	for _, w := range writes {
		name := fmt.Sprintf("%s %s %s", w.User.Username, w.Verb, w.kind())
		if w.refused() {
			name += fmt.Sprintf(" (refused with %d)", w.Response.Code)
		}
		if w.Idle {
			name += " (changed nothing)"
		}
		t[name]++
	}
	return t
}

// String is "20 × ikp:operators patch virtualmachines, …", the most first.
func (t tally) String() string {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(t[b]-t[a], strings.Compare(a, b)) })
	for i, name := range names {
		names[i] = fmt.Sprintf("%d × %s", t[name], name)
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// only is the writes that pass.
func only(writes []write, pass func(write) bool) []write {
	return slices.DeleteFunc(slices.Clone(writes), func(w write) bool { return !pass(w) })
}

func stored(w write) bool { return !w.refused() && !w.asked() }

func refused(w write) bool { return w.refused() }

func asked(w write) bool { return w.asked() }

func of(resource string) func(write) bool {
	return func(w write) bool { return w.Object.Resource == resource }
}

func not(pass func(write) bool) func(write) bool {
	return func(w write) bool { return !pass(w) }
}
