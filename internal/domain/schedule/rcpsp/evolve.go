package rcpsp

import "slices"

// The parameters of the genetic algorithm, tuned on a quarter of J60.
const (
	population = 40 // schedules kept of each side
	patience   = 60 // generations without progress after which an epoch ends
	drift      = 60 // activities in a thousand that a child's list moves
)

// run starts afresh whenever an epoch makes no more progress.
func (s *search) run() {
	for !s.done() {
		s.epoch()
	}
}

// epoch evolves two populations, one of schedules built forwards and one of
// schedules built backwards, each the parents of the other: so every child is
// justified at the price of one schedule.
func (s *search) epoch() {
	sides := s.found()
	best := s.horizon + 1
	for idle, side := 0, backwards; idle < patience && !s.done(); idle, side = idle+1, 1-side {
		if reached := s.generation(side, sides[side], sides[1-side]); reached < best {
			best, idle = reached, 0
		}
	}
}

// found makes the first populations: one at random, the other by justification.
func (s *search) found() [2][]schedule {
	sides := [2][]schedule{make([]schedule, population), make([]schedule, population)}
	for i := range population {
		left, right := s.blank(), s.blank()
		s.sample()
		s.build(forwards, &left)
		s.turn(forwards, left, &right)
		sides[forwards][i], sides[backwards][i] = left, right
	}
	return sides
}

// generation lets every schedule of a side have a child on the other, which
// replaces the one in its place unless that is shorter. It returns the shortest makespan.
func (s *search) generation(side int, parents, children []schedule) int {
	child := s.blank()
	best := s.horizon + 1
	for i := range parents {
		father, mother := s.parents(parents, i)
		s.cross(side, father, mother)
		s.mutate(1 - side)
		s.build(1-side, &child)
		if old := &children[i]; child.makespan < old.makespan || child.makespan == old.makespan && !holds(children, child) {
			*old, child = child, *old
		}
		best = min(best, children[i].makespan)
		if s.done() {
			break
		}
	}
	return best
}

// parents pairs a schedule with the better one of two others; either may be the father.
func (s *search) parents(of []schedule, i int) (father, mother schedule) {
	a, b := s.rng.IntN(len(of)), s.rng.IntN(len(of))
	if of[b].makespan < of[a].makespan {
		a = b
	}
	if s.rng.IntN(2) == 0 {
		return of[i], of[a]
	}
	return of[a], of[i]
}

func holds(of []schedule, one schedule) bool {
	for i := range of {
		if of[i].makespan == one.makespan && slices.Equal(of[i].end, one.end) {
			return true
		}
	}
	return false
}
