package schedule

// path is the tasks' days as if every resource were unlimited.
type path struct {
	earliest []int32 // first day of work
	ends     []int32 // last day of work when it starts then
	latest   []int32 // first day of work that keeps the deadlines and the bounds
	finish   int32
	bounds   Bounds
}

func (m *model) path() path {
	n := len(m.tasks)
	p := path{earliest: make([]int32, n), ends: make([]int32, n), latest: make([]int32, n)}
	for i := range m.tasks {
		k := &m.tasks[i]
		if m.skips(k) {
			continue
		}
		day := max(k.lower, k.fixed)
		for _, b := range k.before {
			if !m.skips(&m.tasks[b]) {
				day = max(day, p.ends[b]+1)
			}
		}
		p.earliest[i], p.ends[i] = m.span(k, day)
		p.finish = max(p.finish, p.ends[i])
	}
	p.bounds = m.bounds(p.finish)
	for i := n - 1; i >= 0; i-- {
		p.latest[i] = m.latestStart(&m.tasks[i], p)
	}
	return p
}

func (m *model) skips(k *task) bool {
	_, refused := m.refused[int(k.system)]
	return refused
}

// span is the first and last day of work of a task that may start on a day. What
// lies beyond the horizon is counted as if every day were open.
func (m *model) span(k *task, day int32) (start, end int32) {
	o := &m.openings[k.opening]
	if day < int32(m.Horizon) {
		if at := o.next[day]; int(at+k.days) <= len(o.open) {
			return o.open[at], o.open[at+k.days-1]
		}
	}
	return day, day + k.days - 1
}

func (m *model) latestStart(k *task, p path) int32 {
	end := min(int32(p.bounds.Days()-1), k.due)
	if k.fixed != none {
		return k.fixed
	}
	for _, a := range k.after {
		if !m.skips(&m.tasks[a]) {
			end = min(end, p.latest[a]-1)
		}
	}
	o := &m.openings[k.opening]
	if end >= 0 && end < int32(m.Horizon) {
		if at := o.next[end+1] - k.days; at >= 0 {
			return o.open[at]
		}
	}
	return end - k.days + 1
}

// bounds are the lengths that no plan undercuts.
func (m *model) bounds(finish int32) Bounds {
	b := Bounds{CriticalPath: int(finish) + 1}
	work := make([]int64, len(m.Resources))
	for i := range m.tasks {
		if k := &m.tasks[i]; !m.skips(k) {
			for _, u := range k.uses {
				work[u.resource] += int64(u.each)*int64(k.days-1) + int64(u.last)
			}
		}
	}
	for r, res := range m.Resources {
		days := m.busy(res, work[r])
		if res.Kind == Link && days > b.Bytes {
			b.Bytes, b.BusiestLink = days, res.Name
		}
		if res.Kind != Link && days > b.Work {
			b.Work, b.BusiestTeam = days, res.Name
		}
	}
	return b
}

// busy is the number of days until a resource has had time for so much work.
func (m *model) busy(r Resource, work int64) int {
	if work == 0 || r.Capacity == 0 {
		return 0
	}
	at, err := m.opening([]string{r.Calendar})
	if err != nil {
		return 0
	}
	open := m.openings[at].open
	need := (work + r.Capacity - 1) / r.Capacity
	if need > int64(len(open)) {
		return m.Horizon
	}
	return int(open[need-1]) + 1
}
