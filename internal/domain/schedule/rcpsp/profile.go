package rcpsp

// Four resources share a word, each in a field of 16 bits whose highest bit is a
// guard that is set while nothing is overdrawn. One subtraction therefore
// compares the demand of four resources with what is free.
const (
	fields = 4
	guards = uint64(0x8000_8000_8000_8000)
)

func pack(amounts []int, words int) []uint64 {
	packed := make([]uint64, words)
	for r, a := range amounts {
		packed[r/fields] |= uint64(a) << (16 * (r % fields))
	}
	return packed
}

// profile is what is free of each resource in each unit of time.
type profile struct {
	words int
	free  []uint64
	used  int // units of time that may differ from idle
}

func newProfile(n *network) profile {
	p := profile{words: n.words, free: make([]uint64, n.words*(n.horizon+1)), used: n.horizon + 1}
	p.clear(n.idle)
	return p
}

func (p *profile) clear(idle []uint64) {
	if p.words == 1 {
		free, all := p.free[:p.used], idle[0]
		for t := range free {
			free[t] = all
		}
	} else {
		for t := range p.used {
			copy(p.free[t*p.words:], idle)
		}
	}
	p.used = 0
}

// take finds the first start not before earliest at which demand fits for
// duration units of time, and reserves it.
func (p *profile) take(earliest, duration int, demand []uint64) int {
	if duration == 0 {
		return earliest
	}
	if p.words == 1 {
		return p.takeWord(earliest, duration, demand[0])
	}
	return p.takeWords(earliest, duration, demand)
}

func (p *profile) takeWord(earliest, duration int, demand uint64) int {
	start, t := earliest, earliest
	for end := earliest + duration; t < end; t++ {
		if (p.free[t]-demand)&guards != guards {
			start = t + 1
			end = start + duration
		}
	}
	window := p.free[start:t]
	for i := range window {
		window[i] -= demand
	}
	p.used = max(p.used, t)
	return start
}

func (p *profile) takeWords(earliest, duration int, demand []uint64) int {
	start, t := earliest, earliest
	for end := earliest + duration; t < end; t++ {
		if !p.fits(t, demand) {
			start = t + 1
			end = start + duration
		}
	}
	for at := start; at < t; at++ {
		for w, d := range demand {
			p.free[at*p.words+w] -= d
		}
	}
	p.used = max(p.used, t)
	return start
}

func (p *profile) fits(t int, demand []uint64) bool {
	for w, d := range demand {
		if (p.free[t*p.words+w]-d)&guards != guards {
			return false
		}
	}
	return true
}
