package residency

import "slices"

// RulesFor names the rules that speak of a system, in the order in which they are
// asked: what a report says that was judged.
func RulesFor(s System) []string {
	var names []string
	for _, r := range rulesFor(s) {
		names = append(names, r.id)
	}
	return slices.Compact(names)
}
