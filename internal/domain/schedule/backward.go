package schedule

// backward places the tasks in the list's order, each as late as can be without
// the plan ending later or another deadline being missed. It gives up, and says
// so, when one finds no place: money of a year or room of a store can do that.
func (t *table) backward(list []int32, from times, into *times) bool {
	t.clear()
	into.finish, into.late = 0, 0
	if t.pin(into) != nil {
		return false
	}
	for _, i := range list {
		k := &t.tasks[i]
		if k.fixed != none || t.skips(k) {
			continue
		}
		at := t.latest(k, t.limit(i, from, into))
		if at < 0 || t.openings[k.opening].open[at] < k.lower {
			return false
		}
		t.put(i, at, into)
	}
	return true
}

// limit is the last day on which a task may end.
func (t *table) limit(i int32, from times, x *times) int32 {
	k := &t.tasks[i]
	last := from.finish
	if from.end[i] <= k.due {
		last = min(last, k.due)
	} else {
		last = from.end[i]
	}
	for _, a := range k.after {
		if !t.skips(&t.tasks[a]) {
			last = min(last, x.start[a]-1)
		}
	}
	return last
}

// latest is the last place at which everything fits and the task has ended by the day, or none.
func (t *table) latest(k *task, end int32) int32 {
	if end < 0 {
		return none
	}
	o := &t.openings[k.opening]
	at := o.next[end+1] - k.days
	for at >= 0 {
		if blocked := t.blocked(k, o, at); blocked >= 0 {
			at = min(at-1, blocked-k.days+1)
			continue
		}
		for _, p := range k.keeps {
			if day, ok := t.roomy(p, o.open[at]); !ok || day > o.open[at] {
				return none
			}
		}
		if k.account == none || t.money[t.purse(k, o.open[at])] >= k.tiyn {
			return at
		}
		at = o.next[t.turn[t.years[o.open[at]]]] - 1
	}
	return none
}

// blocked is the last of a task's days on which something is missing, or none.
func (t *table) blocked(k *task, o *opening, at int32) int32 {
	for day := at + k.days - 1; day >= at; day-- {
		if !t.fits(k, day-at, o.open[day]) {
			return day
		}
	}
	return none
}
