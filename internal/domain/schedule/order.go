package schedule

// order turns keys into lists that respect the precedence.
type order struct {
	*model
	keys    []int32
	buckets []int32
	list    []int32
}

func newOrder(m *model) *order {
	n := len(m.tasks)
	return &order{model: m, keys: make([]int32, n), list: make([]int32, n)}
}

// rising lists the tasks by rising keys; a task never comes before what it waits for.
func (o *order) rising() []int32 {
	for i := range o.keys {
		for _, b := range o.tasks[i].before {
			o.keys[i] = max(o.keys[i], o.keys[b])
		}
	}
	o.count()
	for i, k := range o.keys {
		o.place(i, k)
	}
	return o.list
}

// falling lists the tasks by falling keys; a task never comes before what waits for it.
func (o *order) falling() []int32 {
	for i := range o.keys {
		o.keys[i] = -o.keys[i]
	}
	for i := len(o.keys) - 1; i >= 0; i-- {
		for _, a := range o.tasks[i].after {
			o.keys[i] = max(o.keys[i], o.keys[a])
		}
	}
	o.count()
	for i := len(o.keys) - 1; i >= 0; i-- {
		o.place(i, o.keys[i])
	}
	return o.list
}

// count prepares a counting sort: what stays equal keeps the order of the tasks.
func (o *order) count() {
	if len(o.keys) == 0 {
		return
	}
	least, most := o.keys[0], o.keys[0]
	for _, k := range o.keys {
		least, most = min(least, k), max(most, k)
	}
	o.buckets = make([]int32, most-least+2)
	for i := range o.keys {
		o.keys[i] -= least
		o.buckets[o.keys[i]+1]++
	}
	for b := 1; b < len(o.buckets); b++ {
		o.buckets[b] += o.buckets[b-1]
	}
}

func (o *order) place(i int, key int32) {
	o.list[o.buckets[key]] = int32(i)
	o.buckets[key]++
}
