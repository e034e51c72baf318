package schedule

import "math/rand/v2"

// improver looks for a better order of the tasks. A pass places all tasks once,
// forwards or backwards; passes bound the effort, never time, so that the plan is
// the same on every machine.
type improver struct {
	*table
	order  *order
	path   path
	rng    *rand.Rand
	passes int
	best   times
	trial  times
	other  times
}

// Effort by default: enough passes to converge where a pass is short, and a bound
// on the work where it is long.
const (
	mostPasses   = 120
	leastPasses  = 12
	workOfPasses = 1_500_000 // tasks placed in all passes together
)

func newImprover(m *model) *improver {
	n := len(m.tasks)
	v := &improver{
		table: newTable(m), order: newOrder(m), path: m.path(), passes: m.Effort,
		rng:  rand.New(rand.NewPCG(uint64(n), uint64(len(m.Systems)))),
		best: newTimes(n), trial: newTimes(n), other: newTimes(n),
	}
	if v.passes == 0 {
		v.passes = min(mostPasses, max(leastPasses, workOfPasses/max(1, n)))
	}
	return v
}

// run finds the best plan within the effort, or the tasks that found no place.
func (v *improver) run(target int32) []misfit {
	if failed := v.start(); failed != nil {
		return failed
	}
	for v.passes > 0 && (v.best.late > 0 || v.best.finish >= target) {
		v.shake()
		if v.pass(v.order.rising()) == nil {
			v.settle()
		}
	}
	v.prefer()
	return nil
}

// start takes the tasks by their latest start and, when that leaves some without
// a place, by the priority of their systems, so that the least important fail.
func (v *improver) start() []misfit {
	copy(v.order.keys, v.path.latest)
	if v.pass(v.order.rising()) != nil {
		v.rank(0, 1)
		v.admitting = true
		failed := v.pass(v.order.rising())
		if v.admitting = false; failed != nil {
			return failed
		}
	}
	v.best.copy(v.trial)
	v.settle()
	return nil
}

func (v *improver) pass(list []int32) []misfit {
	v.passes--
	return v.forward(list, &v.trial)
}

// settle pushes the trial to the right and back to the left as long as that helps.
func (v *improver) settle() {
	for {
		before := v.trial
		finish, late := before.finish, before.late
		if v.trial.better(v.best) {
			v.best.copy(v.trial)
		}
		if v.passes < 2 {
			return
		}
		copy(v.order.keys, v.trial.end)
		v.passes--
		if !v.backward(v.order.falling(), v.trial, &v.other) {
			return
		}
		copy(v.order.keys, v.other.start)
		if v.pass(v.order.rising()) != nil || v.trial.late > late || v.trial.late == late && v.trial.finish >= finish {
			return
		}
	}
}

// shake disturbs the latest starts, now a little, now more.
func (v *improver) shake() {
	width := 1 + v.rng.IntN(1+int(v.best.finish)/4)
	from := v.path.latest
	if v.rng.IntN(2) == 0 {
		from = v.best.start
	}
	for i, day := range from {
		v.order.keys[i] = day + int32(v.rng.IntN(width))
	}
}

// prefer lets systems of higher priority go first as far as the plan hardly grows longer.
func (v *improver) prefer() {
	most := v.best.finish + v.best.finish/slack
	for _, share := range []int32{1, 2, 4, 8} {
		v.rank(1, share)
		if v.pass(v.order.rising()) == nil && v.trial.late <= v.best.late && v.trial.finish <= most {
			v.best.copy(v.trial)
			return
		}
	}
}

// slack is the part of its length by which a plan may grow to serve priorities: one per cent.
const slack = 100

// rank orders tasks by priority of their systems; with weight 1 their days in the
// best plan count too, the priorities then for a share of its length.
func (v *improver) rank(weight, share int32) {
	for i := range v.tasks {
		s := v.Systems[v.tasks[i].system]
		group := int32(s.Group)
		if group <= 0 || group > groups {
			group = groups + 1
		}
		class := (group-1)*classes + int32(min(max(s.Priority, 0), classes-1))
		if weight == 0 {
			v.order.keys[i] = class
			continue
		}
		v.order.keys[i] = v.best.start[i] + class*v.best.finish/(share*(groups+1)*classes)
	}
}

// Group 1 to groups are those of the Concept (C-7); within one, priorities from 0 to classes-1 count.
const (
	groups  = 5
	classes = 8
)
