package rcpsp

import "slices"

// cross fills the list for the other side with a child of two schedules: what
// runs while the father uses the resources most keeps the father's order, and
// stays between what the father has before and after it, in the mother's order.
func (s *search) cross(side int, father, mother schedule) {
	from, to := s.peak(father)
	shift := max(father.makespan, mother.makespan) + 1
	top := 0
	for i, end := range father.end {
		switch {
		case end <= from:
			s.keys[i] = mother.end[i]
		case end <= to:
			s.keys[i] = shift + end
		default:
			s.keys[i] = 2*shift + mother.end[i]
		}
		top = max(top, s.keys[i])
	}
	s.arrange(1-side, s.keys, top)
}

// peak is the window, of a random length between a quarter and three quarters of
// the makespan, in which a schedule uses the resources most.
func (s *search) peak(of schedule) (from, to int) {
	length := max(1, of.makespan/4+s.rng.IntN(of.makespan/2+1))
	usage := s.usages(of)
	sum := 0
	for t := range length {
		sum += usage[t]
	}
	most := sum
	for t := length; t < of.makespan; t++ {
		sum += usage[t] - usage[t-length]
		if sum > most {
			most, from = sum, t-length+1
		}
	}
	return from, from + length
}

// usages is the share of all resources in use in each unit of time.
func (s *search) usages(of schedule) []int {
	usage := s.usage[:of.makespan+1]
	clear(usage)
	for i, end := range of.end {
		usage[end-s.duration[i]] += s.weight[i]
		usage[end] -= s.weight[i]
	}
	for t := 1; t < len(usage); t++ {
		usage[t] += usage[t-1]
	}
	return usage
}

// mutate moves some activities of the list to other places between their
// predecessors and successors.
func (s *search) mutate(side int) {
	for range s.list {
		if s.rng.IntN(1000) < drift {
			s.move(side, s.rng.IntN(len(s.list)))
		}
	}
}

func (s *search) move(side, at int) {
	i := s.list[at]
	low, high := at, at
	for low > 0 && !slices.Contains(s.before[side][i], s.list[low-1]) {
		low--
	}
	for high+1 < len(s.list) && !slices.Contains(s.before[1-side][i], s.list[high+1]) {
		high++
	}
	to := low + s.rng.IntN(high-low+1)
	if to < at {
		copy(s.list[to+1:at+1], s.list[to:at])
	} else {
		copy(s.list[at:to], s.list[at+1:to+1])
	}
	s.list[to] = i
}
