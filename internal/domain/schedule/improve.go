package schedule

import (
	"math"
	"math/rand/v2"
)

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
	right  []int32          // latest starts that the best plan's end allows
	blame  map[string]int32 // days by which an agency was too late so far
	owed   []int32          // days by which phases of a system were too late so far
}

// Effort by default: enough passes to converge where a pass is short, and a bound
// on the work where it is long.
const (
	mostPasses   = 300
	leastPasses  = 12
	workOfPasses = 9_000_000 // tasks placed in all passes together
)

func newImprover(m *model) *improver {
	n := len(m.tasks)
	v := &improver{
		table: newTable(m), order: newOrder(m), path: m.path(), passes: m.Effort,
		rng:  rand.New(rand.NewPCG(uint64(n), uint64(len(m.Systems)))),
		best: newTimes(n), trial: newTimes(n), other: newTimes(n),
		right: make([]int32, n), blame: map[string]int32{}, owed: make([]int32, len(m.Systems)),
	}
	if v.passes == 0 {
		v.passes = min(mostPasses, max(leastPasses, workOfPasses/max(1, n)))
	}
	v.best.finish, v.best.late = far, math.MaxInt64
	copy(v.right, v.path.latest)
	return v
}

// run finds the best plan within the effort, or the tasks that found no place.
func (v *improver) run() []misfit {
	target := int32(v.path.bounds.Days())
	if failed := v.start(); failed != nil {
		return failed
	}
	for v.passes > 0 && (v.best.late > 0 || v.best.finish >= target) {
		v.urge()
		if v.pass(v.order.rising()) == nil {
			v.complain(target)
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
		v.rank()
		v.admitting = true
		failed := v.pass(v.order.rising())
		if v.admitting = false; failed != nil {
			return failed
		}
	}
	v.settle()
	return nil
}

func (v *improver) pass(list []int32) []misfit {
	v.passes--
	return v.forward(list, &v.trial)
}

// settle pushes the trial to the right and back to the left as long as that helps.
func (v *improver) settle() {
	for better := true; better; {
		finish, late := v.trial.finish, v.trial.late
		improved := v.trial.better(v.best)
		if improved {
			v.best.copy(v.trial)
		}
		if v.passes < 2 || !v.justify(improved) {
			return
		}
		better = v.trial.better(times{finish: finish, late: late})
	}
}

// justify builds the trial anew from its end and then from its start, and
// reports whether both worked. It keeps the latest starts of a new best.
func (v *improver) justify(improved bool) bool {
	copy(v.order.keys, v.trial.end)
	v.passes--
	if !v.backward(v.order.falling(), v.trial, &v.other) {
		return false
	}
	if improved {
		copy(v.right, v.other.start)
	}
	copy(v.order.keys, v.other.start)
	return v.pass(v.order.rising()) == nil
}

// complain remembers how much each agency and each system was too late in the trial.
func (v *improver) complain(target int32) {
	ends := map[string]int32{}
	for i := range v.tasks {
		if k := &v.tasks[i]; !v.skips(k) {
			a := v.agency(i)
			ends[a] = max(ends[a], v.trial.end[i])
			v.owed[k.system] += max(0, v.trial.end[i]-min(k.due, target-1))
		}
	}
	for a, end := range ends {
		v.blame[a] += max(0, end+1-target)
	}
}

// impatience is the days by which a task should go earlier than its latest start.
func (v *improver) impatience(i int) int32 {
	return v.blame[v.agency(i)] + v.owed[v.tasks[i].system]
}

func (v *improver) agency(i int) string { return v.Systems[v.tasks[i].system].Agency }

// urge orders the tasks by their latest starts, earlier for those who
// complained, slightly at random, and lets none wait for a less urgent predecessor.
func (v *improver) urge() {
	for i := range v.tasks {
		v.order.keys[i] = v.right[i] - v.impatience(i) + int32(v.rng.IntN(jitter))
	}
	for i := len(v.tasks) - 1; i >= 0; i-- {
		for _, b := range v.tasks[i].before {
			v.order.keys[b] = min(v.order.keys[b], v.order.keys[i])
		}
	}
}

// jitter is the number of days by which keys differ at random.
const jitter = 4
