package schedule

// times are the days of all tasks.
type times struct {
	at         []int32 // place of the first day in the task's opening
	start, end []int32 // first and last day of work
	finish     int32   // the last day of all
	late       int64   // days by which deadlines are missed, added up
}

func newTimes(n int) times {
	return times{at: make([]int32, n), start: make([]int32, n), end: make([]int32, n)}
}

func (x *times) copy(y times) {
	copy(x.at, y.at)
	copy(x.start, y.start)
	copy(x.end, y.end)
	x.finish, x.late = y.finish, y.late
}

// better reports whether x misses deadlines by fewer days than y or, if equal, ends earlier.
func (x times) better(y times) bool {
	return x.late < y.late || x.late == y.late && x.finish < y.finish
}

// misfit is a task for which there is no day, and the constraint that no day satisfies.
type misfit struct {
	task       int32
	constraint Constraint
}

// forward places the tasks in the list's order, each as early as can be. It
// returns the tasks that found no place: the first one, or when the table is
// admitting every one, whose systems are then refused and passed over.
func (t *table) forward(list []int32, into *times) []misfit {
	t.clear()
	into.finish, into.late = 0, 0
	failed := t.pin(into)
	if t.admitting {
		t.refuse(failed)
	} else if failed != nil {
		return failed
	}
	for _, i := range list {
		k := &t.tasks[i]
		if k.fixed != none || t.skips(k) {
			continue
		}
		at, why := t.earliest(k, t.ready(k, into))
		culprit := i
		if why == (Constraint{}) {
			t.put(i, at, into)
			if culprit = t.overruns(i, into); culprit < 0 {
				continue
			}
			why = t.pinned(culprit)
		}
		failed = append(failed, misfit{culprit, why})
		if !t.admitting {
			return failed
		}
		t.refuse(failed[len(failed)-1:])
	}
	return failed
}

func (t *table) pinned(i int32) Constraint {
	return Constraint{Pinned, string(t.date(int(t.tasks[i].fixed)))}
}

// pin places the tasks with fixed dates before all others.
func (t *table) pin(into *times) []misfit {
	var failed []misfit
	for i := range t.tasks {
		k := &t.tasks[i]
		if k.fixed == none || t.skips(k) {
			continue
		}
		at, why := t.earliest(k, k.fixed)
		if why == (Constraint{}) && t.openings[k.opening].open[at] == k.fixed && t.after(k, into) <= k.fixed {
			t.put(int32(i), at, into)
			continue
		}
		failed = append(failed, misfit{int32(i), t.pinned(int32(i))})
	}
	return failed
}

func (t *table) put(i, at int32, into *times) {
	k := &t.tasks[i]
	t.book(k, at, 1)
	open := t.openings[k.opening].open
	into.at[i], into.start[i], into.end[i] = at, open[at], open[at+k.days-1]
	into.finish = max(into.finish, into.end[i])
	into.late += int64(max(0, into.end[i]-k.due))
}

// after is the first day that the fixed predecessors and the dates of a task leave.
func (t *table) after(k *task, x *times) int32 {
	day := k.lower
	for _, b := range k.before {
		if t.tasks[b].fixed != none && !t.skips(&t.tasks[b]) {
			day = max(day, x.end[b]+1)
		}
	}
	return day
}

// ready is the day after the last predecessor has ended.
func (t *table) ready(k *task, x *times) int32 {
	day := k.lower
	for _, b := range k.before {
		day = max(day, x.end[b]+1)
	}
	return day
}

// overruns is a fixed successor of the task that starts before the task ends, or none.
func (t *table) overruns(i int32, x *times) int32 {
	for _, a := range t.tasks[i].after {
		if t.tasks[a].fixed != none && !t.skips(&t.tasks[a]) && x.end[i] >= t.tasks[a].fixed {
			return a
		}
	}
	return none
}

// earliest is the first place from day on at which everything fits; else the
// constraint that stands in the way of every later day.
func (t *table) earliest(k *task, day int32) (at int32, why Constraint) {
	o := &t.openings[k.opening]
	for {
		var ok bool
		if day >= int32(t.Horizon) {
			return 0, t.beyond()
		}
		if at = o.next[day]; int(at+k.days) > len(o.open) {
			return 0, t.beyond()
		}
		start := o.open[at]
		if day, ok = t.affordable(k, start); !ok {
			return 0, Constraint{Money, t.Systems[k.system].Phases[k.phase].Account}
		}
		for _, p := range k.keeps {
			if day, ok = t.roomy(p, day); !ok {
				return 0, Constraint{Full, t.Stores[p.store].Name}
			}
		}
		if day > start {
			continue
		}
		place := t.slide(k, o, at)
		if place < 0 {
			return 0, t.beyond()
		}
		if place == at {
			return at, Constraint{}
		}
		day = o.open[place]
	}
}

func (t *table) beyond() Constraint { return Constraint{Beyond, string(t.date(t.Horizon))} }

// slide is the first place from at on where the resources suffice on all days, or none.
func (t *table) slide(k *task, o *opening, at int32) int32 {
	for day := at; day < at+k.days; {
		if int(at+k.days) > len(o.open) {
			return none
		}
		if t.fits(k, day-at, o.open[day]) {
			day++
			continue
		}
		at = day + 1
		day = at
	}
	return at
}
