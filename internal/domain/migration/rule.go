package migration

import "slices"

// Against is what a rule has against entering a state, whatever its enforcement.
func Against(rule string, to State, f Facts) []Obstacle {
	var all []Obstacle
	for _, d := range gates[to] {
		for _, o := range d.missing(f) {
			if o.Rule == "" {
				o.Rule = d.rule
			}
			if o.Rule == rule {
				o.Gate = to
				all = append(all, o)
			}
		}
	}
	return all
}

// GatesOf are the states whose gates cite a rule by itself, in the order of the
// way. What a gate cites by its facts, as measures and stages are, is not told.
func GatesOf(rule string) []State {
	var all []State
	for _, s := range Way {
		if slices.ContainsFunc(gates[s], func(d demand) bool { return d.rule == rule }) {
			all = append(all, s)
		}
	}
	return all
}

// Behind reports whether a migration has not reached a state by the last day on
// which that is in time. One that does not move is behind nothing.
func Behind(at, due State, lastDay, today string) bool {
	return today > lastDay && at != NotSubject && !Reached(at, due)
}
