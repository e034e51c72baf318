package rcpsp

// decoder builds schedules; it is the only place that does, so it counts them.
type decoder struct {
	*network
	profile profile
	list    []int32
	buckets []int32
	count   int // schedules built so far: one for each pass over the activities
}

func newDecoder(n *network) *decoder {
	return &decoder{
		network: n, profile: newProfile(n),
		list:    make([]int32, len(n.duration)),
		buckets: make([]int32, 3*(n.horizon+1)+2),
	}
}

// schedule is one complete schedule, seen in the direction in which it was built:
// end[i] is when activity i ends, counted from that direction's beginning.
type schedule struct {
	end      []int
	makespan int
}

func (d *decoder) blank() schedule { return schedule{end: make([]int, len(d.duration))} }

// serial builds the schedule that takes the activities of the list one by one,
// each as early as its predecessors and the resources let it (serial generation).
func (d *decoder) serial(side int, into *schedule) {
	d.count++
	d.profile.clear(d.idle)
	into.makespan = 0
	before := d.before[side]
	for _, i := range d.list {
		earliest := 0
		for _, b := range before[i] {
			earliest = max(earliest, into.end[b])
		}
		duration := d.duration[i]
		at := int(i) * d.words
		end := duration + d.profile.take(earliest, duration, d.demand[at:at+d.words])
		into.end[i] = end
		into.makespan = max(into.makespan, end)
	}
}

// arrange fills the list by falling keys. Equal keys follow the precedence of
// the side. Keys lie between 0 and top.
func (d *decoder) arrange(side int, keys []int, top int) {
	buckets := d.buckets[:top+2]
	clear(buckets)
	for _, k := range keys {
		buckets[top-k+1]++
	}
	for b := 1; b < len(buckets); b++ {
		buckets[b] += buckets[b-1]
	}
	for k := range keys {
		i := d.ordered(side, k)
		b := &buckets[top-keys[i]]
		d.list[*b] = int32(i)
		*b++
	}
}
