package rcpsp

// sample fills the list at random, forwards, biased towards activities with a
// long way to go: the more regret in postponing one, the likelier it comes next.
func (s *search) sample() {
	waits := make([]int, len(s.duration))
	var ready []int32
	for i, b := range s.before[forwards] {
		if waits[i] = len(b); waits[i] == 0 {
			ready = append(ready, int32(i))
		}
	}
	for k := range s.list {
		at := s.draw(ready)
		i := ready[at]
		ready[at] = ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		s.list[k] = i
		for _, a := range s.before[backwards][i] {
			if waits[a]--; waits[a] == 0 {
				ready = append(ready, a)
			}
		}
	}
}

// draw picks one of the activities that are ready, weighted by its regret.
func (s *search) draw(ready []int32) int {
	least := s.tail[ready[0]]
	for _, i := range ready {
		least = min(least, s.tail[i])
	}
	sum := 0
	for _, i := range ready {
		sum += s.tail[i] - least + 1
	}
	at, pick := 0, s.rng.IntN(sum)
	for ; ; at++ {
		if pick -= s.tail[ready[at]] - least + 1; pick < 0 {
			return at
		}
	}
}
