package schedule

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
)

// Slips says how phases get late: Chance of a hundred phases take longer, by up
// to Most per cent of their days, every length as likely as any other.
type Slips struct {
	Runs   int
	Chance int
	Most   int
}

// Outlook is what became of a plan in many runs.
type Outlook struct {
	Runs       int
	Finish     Quantiles // of the last day of work
	Deadlines  []Odds    // of each system that has a deadline, in the programme's order
	Stages     []Odds    // of each stage that has a deadline: all its systems
	Milestones []Share   // of each milestone: all systems
	Unfinished int       // runs that did not end within the horizon; they keep no deadline
}

// Quantiles are the dates by which half, eight and nineteen of twenty runs had ended.
type Quantiles struct{ P50, P80, P95 Date }

// Odds is in how many of the runs a deadline was kept.
type Odds struct {
	Name     string
	Deadline Date
	Kept     int
}

// Share is in how many runs every system was live by a day, and how many systems
// were, over all runs. A system without a place in the plan never is.
type Share struct {
	Name     string
	Deadline Date
	Kept     int
	Systems  int
}

// Rehearse runs a plan of a programme again and again with phases that slip at
// random. Nothing starts before its planned day, for dates are agreed with people;
// whoever waits for a team, a link or a store keeps his place in the queue; what
// was fixed to a day moves when its predecessors are late. The same rng state
// gives the same outlook.
func Rehearse(p Programme, plan Plan, s Slips, rng *rand.Rand) (Outlook, error) {
	m, err := compile(p)
	if err != nil {
		return Outlook{}, err
	}
	for i, sys := range p.Systems {
		if !slices.ContainsFunc(plan.Systems, func(q Placement) bool { return q.System == sys.Name }) {
			m.refused[i] = Refusal{System: sys.Name}
		}
	}
	r := &rehearsal{table: newTable(m), slips: s, rng: rng, now: newTimes(len(m.tasks))}
	if err := errors.Join(r.agree(plan), r.milestones()); err != nil {
		return Outlook{}, err
	}
	return r.run(), nil
}

func (r *rehearsal) milestones() error {
	for _, m := range r.Milestones {
		day, err := r.day(m.Deadline)
		if err != nil {
			return fmt.Errorf("milestone %q: %w", m.Name, err)
		}
		r.reached = append(r.reached, day)
		r.out.Milestones = append(r.out.Milestones, Share{Name: m.Name, Deadline: m.Deadline})
	}
	return nil
}

// pass notes who was live by each milestone in this run.
func (r *rehearsal) pass() {
	for m, day := range r.reached {
		live := 0
		for i := range r.Systems {
			if _, refused := r.refused[i]; !refused && int(r.now.end[r.of[i][r.live[i]]]) <= day {
				live++
			}
		}
		r.out.Milestones[m].Systems += live
		if live == len(r.Systems) {
			r.out.Milestones[m].Kept++
		}
	}
}

// rehearsal is the runs so far.
type rehearsal struct {
	*table
	slips    Slips
	rng      *rand.Rand
	planned  []int32 // length of each task
	list     []int32
	now      times
	finishes []int32
	kept     []int // runs in which each system kept its deadline
	stageOK  []int
	reached  []int // last day of each milestone, counted from the start
	out      Outlook
}

// agree makes the planned days the earliest ones, and their order that of the queues.
func (r *rehearsal) agree(plan Plan) error {
	o := newOrder(r.model)
	at := 0
	for i := range r.Systems {
		if _, refused := r.refused[i]; refused {
			continue
		}
		for k, slot := range plan.Systems[at].Phases {
			day, err := r.day(slot.Start)
			if err != nil {
				return err
			}
			t := &r.tasks[r.of[i][k]]
			t.lower, t.fixed = int32(day), none
			o.keys[r.of[i][k]] = int32(day)
		}
		at++
	}
	for i := range r.tasks {
		r.planned = append(r.planned, r.tasks[i].days)
	}
	r.list = o.rising()
	return nil
}

func (r *rehearsal) run() Outlook {
	r.kept = make([]int, len(r.Systems))
	r.stageOK = make([]int, len(r.Stages))
	for range r.slips.Runs {
		r.slip()
		if r.forward(r.list, &r.now) != nil {
			r.out.Unfinished++
			r.finishes = append(r.finishes, int32(r.Horizon))
			continue
		}
		r.finishes = append(r.finishes, r.now.finish)
		r.score()
		r.pass()
	}
	r.report()
	return r.out
}

func (r *rehearsal) slip() {
	for i := range r.tasks {
		r.tasks[i].days = r.planned[i]
		if most := int(r.planned[i]) * r.slips.Most / 100; r.rng.IntN(100) < r.slips.Chance {
			r.tasks[i].days += int32(r.rng.IntN(max(most, 1)) + 1)
		}
	}
}

// score notes who kept his deadline in this run.
func (r *rehearsal) score() {
	missed := make([]bool, len(r.Stages))
	for i := range r.Systems {
		if _, refused := r.refused[i]; refused {
			continue
		}
		k := r.of[i][r.live[i]]
		if r.now.end[k] <= r.tasks[k].due {
			r.kept[i]++
		}
		if s, ok := r.stages[r.Systems[i].Stage]; ok {
			closes := r.Stages[s].Deadline
			missed[s] = missed[s] || closes != "" && r.date(int(r.now.end[k])) > closes
		}
	}
	for s := range missed {
		if !missed[s] {
			r.stageOK[s]++
		}
	}
}

func (r *rehearsal) report() {
	r.out.Runs = r.slips.Runs
	for i, s := range r.Systems {
		due := r.tasks[r.of[i][r.live[i]]].due
		if _, refused := r.refused[i]; !refused && due != far {
			r.out.Deadlines = append(r.out.Deadlines, Odds{s.Name, r.date(int(due)), r.kept[i]})
		}
	}
	for i, s := range r.Stages {
		if s.Deadline != "" {
			r.out.Stages = append(r.out.Stages, Odds{s.Name, s.Deadline, r.stageOK[i]})
		}
	}
	slices.Sort(r.finishes)
	if n := len(r.finishes); n > 0 {
		at := func(percent int) Date { return r.date(int(r.finishes[(n*percent+99)/100-1])) }
		r.out.Finish = Quantiles{at(50), at(80), at(95)}
	}
}
