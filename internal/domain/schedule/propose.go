package schedule

import (
	"cmp"
	"slices"
)

// Propose plans the programme. An error means that the programme contradicts
// itself (unknown names, dates that do not exist, ErrCycle); systems that cannot
// be planned are named in the plan, and the others are planned without them.
func Propose(p Programme) (Plan, error) {
	m, err := compile(p)
	if err != nil {
		return Plan{}, err
	}
	m.screen()
	for { // each round refuses at least one system more
		v := newImprover(m)
		if failed := v.run(); failed == nil {
			return v.plan(), nil
		}
	}
}

// screen refuses the systems that no plan could hold.
func (m *model) screen() {
	for i := range m.tasks {
		k := &m.tasks[i]
		for _, u := range k.uses {
			if r := m.Resources[u.resource]; int64(u.each) > r.Capacity {
				m.refuse([]misfit{{int32(i), Constraint{Busy, r.Name}}})
			}
		}
	}
}

// refuse takes systems out of the plan, and with them those that depend on them.
func (m *model) refuse(failed []misfit) {
	for _, f := range failed {
		k := &m.tasks[f.task]
		if m.skips(k) {
			continue
		}
		s := m.Systems[k.system]
		m.refused[int(k.system)] = Refusal{s.Name, s.Phases[k.phase].Name, f.constraint}
		for _, i := range m.of[k.system] {
			for _, a := range m.tasks[i].after {
				m.refuse([]misfit{{a, Constraint{Predecessor, m.name(&m.tasks[i])}}})
			}
		}
	}
}

// plan writes the best times down with names and dates.
func (v *improver) plan() Plan {
	v.clear()
	for i := range v.tasks {
		if k := &v.tasks[i]; !v.skips(k) {
			v.book(k, v.best.at[i], 1)
		}
	}
	p := Plan{Start: v.Start, Finish: v.date(int(v.best.finish)), Bounds: v.path.bounds}
	for s := range v.Systems {
		if r, refused := v.refused[s]; refused {
			p.Unplanned = append(p.Unplanned, r)
			continue
		}
		p.Systems = append(p.Systems, v.placement(s))
		v.lateness(s, &p)
	}
	v.waves(&p)
	return p
}

func (v *improver) placement(system int) Placement {
	placed := Placement{
		System: v.Systems[system].Name, Binding: v.bind(system, v.best),
		Live: v.date(int(v.best.end[v.of[system][v.live[system]]])),
	}
	for k, i := range v.of[system] {
		placed.Phases = append(placed.Phases, Slot{
			Phase: v.Systems[system].Phases[k].Name,
			Start: v.date(int(v.best.start[i])), End: v.date(int(v.best.end[i])),
		})
	}
	return placed
}

func (v *improver) lateness(system int, p *Plan) {
	i := v.of[system][v.live[system]]
	if due := v.tasks[i].due; v.best.end[i] > due {
		p.Late = append(p.Late, Lateness{v.Systems[system].Name, v.date(int(due)), v.date(int(v.best.end[i]))})
	}
}

// waves groups the systems by the window in which they go live and numbers the windows that have some.
func (v *improver) waves(p *Plan) {
	at := map[int]*Wave{}
	var windows []int
	window := make([]int, len(p.Systems))
	next := 0
	for s := range v.Systems {
		if _, refused := v.refused[s]; refused {
			continue
		}
		w := int(v.best.start[v.of[s][v.live[s]]]) / v.WaveDays
		if at[w] == nil {
			at[w] = &Wave{From: v.date(w * v.WaveDays), To: v.date((w+1)*v.WaveDays - 1)}
			windows = append(windows, w)
		}
		at[w].Systems = append(at[w].Systems, v.Systems[s].Name)
		window[next] = w
		next++
	}
	slices.SortFunc(windows, cmp.Compare[int])
	for n, w := range windows {
		at[w].Number = n + 1
		p.Waves = append(p.Waves, *at[w])
	}
	for i := range p.Systems {
		p.Systems[i].Wave = at[window[i]].Number
	}
}
