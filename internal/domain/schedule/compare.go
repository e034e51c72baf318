package schedule

// Difference is what a change of the inputs does to a plan.
type Difference struct {
	OldFinish, NewFinish Date
	Changes              []Change // systems whose dates differ, in the new plan's order; then those no longer planned
}

// Change is a system that moves, is planned only now, or is planned no longer.
type Change struct {
	System  string
	Old     Date // the day on which it was to go live; empty when it was not planned
	New     Date // empty when it is planned no longer
	Days    int  // how much later it goes live; negative for earlier; 0 unless it has both dates
	Because Binding
}

// Compare says how the dates of going live differ between two plans. Because is
// the binding of the new plan, where there is one.
func Compare(before, after Plan) Difference {
	d := Difference{OldFinish: before.Finish, NewFinish: after.Finish}
	old := map[string]Date{}
	for _, s := range before.Systems {
		old[s.System] = s.Live
	}
	for _, s := range after.Systems {
		if old[s.System] != s.Live {
			d.Changes = append(d.Changes, Change{s.System, old[s.System], s.Live, between(old[s.System], s.Live), s.Binding})
		}
		delete(old, s.System)
	}
	for _, s := range before.Systems {
		if was, gone := old[s.System]; gone {
			d.Changes = append(d.Changes, Change{System: s.System, Old: was})
		}
	}
	return d
}

// between is the number of days from one date to another, 0 when one is missing.
func between(from, to Date) int {
	a, err1 := from.Day()
	b, err2 := to.Day()
	if err1 != nil || err2 != nil {
		return 0
	}
	return b - a
}
