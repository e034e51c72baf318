package rcpsp

import "math/rand/v2"

// Effort bounds a search. Schedules counts every pass of serial generation,
// forwards or backwards; Seed makes the search repeatable.
type Effort struct {
	Schedules int
	Seed      uint64
	// Watch, when set, is shown every schedule that is generated: the start of
	// each activity, in the project's numbering, and the makespan.
	Watch func(starts []int, makespan int)
}

// Result is the best schedule found.
type Result struct {
	Starts       []int // start of each activity, in the project's numbering
	Makespan     int
	CriticalPath int // length of the longest chain
	Bound        int // no schedule is shorter; equal to Makespan when that is proven optimal
	Schedules    int // schedules generated
}

// Solve finds a short schedule. It stops early when the lower bound is reached.
func Solve(p Project, e Effort) (Result, error) {
	n, err := compile(p)
	if err != nil {
		return Result{}, err
	}
	s := newSearch(n, e)
	s.run()
	return s.result(), nil
}

// search is the state of one run of the genetic algorithm.
type search struct {
	*decoder
	rng    *rand.Rand
	budget int
	lower  int
	best   schedule
	side   int // the direction in which best was built
	keys   []int
	usage  []int
	watch  func(starts []int, makespan int)
}

func newSearch(n *network, e Effort) *search {
	s := &search{
		decoder: newDecoder(n),
		rng:     rand.New(rand.NewPCG(e.Seed, uint64(len(n.duration)))),
		budget:  max(1, e.Schedules),
		lower:   n.bound(),
		keys:    make([]int, len(n.duration)),
		usage:   make([]int, n.horizon+2),
		watch:   e.Watch,
	}
	s.best = s.blank()
	s.best.makespan = n.horizon + 1
	if len(n.duration) == 0 {
		s.best.makespan = 0
	}
	return s
}

func (s *search) done() bool { return s.count >= s.budget || s.best.makespan <= s.lower }

// build makes the schedule of the current list and remembers it when it is the
// best. Once the search is done it builds nothing more.
func (s *search) build(side int, into *schedule) {
	if s.done() {
		return
	}
	s.serial(side, into)
	if s.watch != nil {
		s.watch(s.starts(side, *into), into.makespan)
	}
	if into.makespan < s.best.makespan {
		copy(s.best.end, into.end)
		s.best.makespan, s.side = into.makespan, side
	}
}

// turn rebuilds a schedule from its other end: what ended last is placed first,
// so the result is never longer (justification).
func (s *search) turn(side int, from schedule, into *schedule) {
	s.arrange(1-side, from.end, from.makespan)
	s.build(1-side, into)
}

func (s *search) result() Result {
	return Result{
		Starts: s.starts(s.side, s.best), Makespan: s.best.makespan,
		CriticalPath: s.criticalPath(), Bound: s.lower, Schedules: s.count,
	}
}

// starts are the starts of a schedule in the project's numbering, from the project's beginning.
func (s *search) starts(side int, of schedule) []int {
	starts := make([]int, len(s.duration))
	for i, end := range of.end {
		start := end - s.duration[i]
		if side == backwards {
			start = of.makespan - end
		}
		starts[s.original[i]] = start
	}
	return starts
}
