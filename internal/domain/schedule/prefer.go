package schedule

// slack is the part of its length by which a plan may grow to serve priorities: one per cent.
const slack = 100

// Group 1 to groups are those of the Concept (C-7); within one, priorities from 0 to classes-1 count.
const (
	groups  = 5
	classes = 8
)

// prefer lets systems of higher priority go first, as strongly as the plan's
// length hardly grows and no more deadlines are missed.
func (v *improver) prefer() {
	most := v.best.finish + v.best.finish/slack
	for _, share := range []int32{1, 2, 4, 8, 16} {
		for i := range v.tasks {
			v.order.keys[i] = v.best.start[i] + v.class(i)*v.best.finish/(share*(groups+1)*classes)
		}
		if v.pass(v.order.rising()) == nil && v.trial.late <= v.best.late && v.trial.finish <= most {
			v.best.copy(v.trial)
			return
		}
	}
}

// rank orders the tasks by the priority of their systems alone.
func (v *improver) rank() {
	for i := range v.tasks {
		v.order.keys[i] = v.class(i)
	}
}

// class numbers the priorities: a smaller number goes first.
func (v *improver) class(i int) int32 {
	s := v.Systems[v.tasks[i].system]
	group := s.Group
	if group <= 0 || group > groups {
		group = groups + 1
	}
	return int32((group-1)*classes + min(max(s.Priority, 0), classes-1))
}
