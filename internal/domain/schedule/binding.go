package schedule

import "strconv"

// bind names why a system is not live a day earlier: it goes back from the phase
// that publishes it to the one that does not merely wait for the phase before it.
func (t *table) bind(system int, x times) Binding {
	phases := t.of[system]
	for k := t.live[system]; ; k-- {
		found := t.constraints(phases[k], x)
		if k > 0 && len(found) == 1 && found[0] == (Constraint{Predecessor, t.name(&t.tasks[phases[k-1]])}) {
			continue
		}
		return Binding{t.Systems[system].Phases[k].Name, found}
	}
}

// constraints are those that a task would violate if it started one step earlier
// and nothing else moved.
func (t *table) constraints(i int32, x times) []Constraint {
	k := &t.tasks[i]
	o := &t.openings[k.opening]
	day := t.before(o, int(x.start[i]))
	if day < 0 {
		return []Constraint{{AtStart, string(t.Start)}}
	}
	t.book(k, x.at[i], -1)
	defer t.book(k, x.at[i], 1)
	found := append(t.dated(k, day), t.waits(k, x, day)...)
	for _, c := range t.closing(o, day) {
		found = append(found, Constraint{Closed, c})
	}
	found = append(found, t.lacks(k, int32(day))...)
	if at := o.next[day]; o.open[at] == int32(day) {
		found = append(found, t.crowded(k, o, at)...)
	}
	return found
}

func (t *table) dated(k *task, day int) []Constraint {
	var found []Constraint
	s := t.Systems[k.system]
	p := s.Phases[k.phase]
	if k.fixed != none {
		found = append(found, Constraint{Pinned, string(p.Fixed)})
	}
	earlier := func(d Date) bool { return d != "" && t.date(day) < d }
	if earlier(p.NotBefore) {
		found = append(found, Constraint{TooEarly, string(p.NotBefore)})
	}
	if at, ok := t.stages[s.Stage]; ok && earlier(t.Stages[at].Opens) {
		found = append(found, Constraint{StageClosed, s.Stage})
	}
	return found
}

func (t *table) waits(k *task, x times, day int) []Constraint {
	var found []Constraint
	for _, b := range k.before {
		if int(x.end[b]) >= day {
			found = append(found, Constraint{Predecessor, t.name(&t.tasks[b])})
		}
	}
	return found
}

// lacks is the money and the room that are not there on a day.
func (t *table) lacks(k *task, day int32) []Constraint {
	var found []Constraint
	if k.account != none && t.money[t.purse(k, day)] < k.tiyn {
		account := t.Systems[k.system].Phases[k.phase].Account
		found = append(found, Constraint{Money, account + "/" + strconv.Itoa(t.year(int(day)))})
	}
	for _, p := range k.keeps {
		if first, ok := t.roomy(p, day); !ok || first > day {
			found = append(found, Constraint{Full, t.Stores[p.store].Name})
		}
	}
	return found
}

// crowded is the resources that have too little left on some day of the work.
func (t *table) crowded(k *task, o *opening, at int32) []Constraint {
	var found []Constraint
	for _, u := range k.uses {
		for n, day := range o.open[at : at+k.days] {
			need := u.each
			if n == int(k.days)-1 {
				need = u.last
			}
			if t.free[int(u.resource)*t.Horizon+int(day)] < need {
				found = append(found, Constraint{Busy, t.Resources[u.resource].Name})
				break
			}
		}
	}
	return found
}
