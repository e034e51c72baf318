package schedule

import (
	"errors"
	"fmt"
	"math"
)

// defaultHorizon is ten years, with the leap days.
const defaultHorizon = 3653

// ErrCycle says that systems wait for one another.
var ErrCycle = errors.New("systems depend on one another in a circle")

func compile(p Programme) (*model, error) {
	origin, err := p.Start.Day()
	if err != nil {
		return nil, fmt.Errorf("start of the programme: %w", err)
	}
	if p.Horizon == 0 {
		p.Horizon = defaultHorizon
	}
	if p.WaveDays == 0 {
		p.WaveDays = 28
	}
	m := &model{Programme: p, refused: map[int]Refusal{}}
	if m.days, err = newDays(p, origin, p.Horizon); err != nil {
		return nil, err
	}
	for _, step := range []func() error{m.readStages, m.readStores, m.readBudgets, m.readSystems} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *model) readStages() error {
	m.stages = map[string]int{}
	for i, s := range m.Stages {
		if _, twice := m.stages[s.Name]; twice {
			return fmt.Errorf("stage %q is defined twice", s.Name)
		}
		m.stages[s.Name] = i
	}
	return nil
}

func (m *model) readSystems() error {
	r, err := newReader(m)
	if err != nil {
		return err
	}
	for i := range m.Systems {
		if err := r.system(i); err != nil {
			return fmt.Errorf("system %q: %w", m.Systems[i].Name, err)
		}
	}
	for i := range m.Systems {
		if err := r.dependencies(i); err != nil {
			return fmt.Errorf("system %q: %w", m.Systems[i].Name, err)
		}
	}
	return m.sort()
}

// optional is the day of a date that may be empty.
func (m *model) optional(d Date, empty int32) (int32, error) {
	if d == "" {
		return empty, nil
	}
	day, err := m.day(d)
	return int32(day), err
}

// sort renumbers the tasks so that predecessors come first.
func (m *model) sort() error {
	waits := make([]int, len(m.tasks))
	for i := range m.tasks {
		waits[i] = len(m.tasks[i].before)
	}
	order := make([]int32, 0, len(waits))
	for i, w := range waits {
		if w == 0 {
			order = append(order, int32(i))
		}
	}
	for k := 0; k < len(order); k++ {
		for _, s := range m.tasks[order[k]].after {
			if waits[s]--; waits[s] == 0 {
				order = append(order, s)
			}
		}
	}
	if len(order) < len(waits) {
		return ErrCycle
	}
	m.renumber(order)
	return nil
}

func (m *model) renumber(order []int32) {
	place := make([]int32, len(order))
	tasks := make([]task, len(order))
	for at, old := range order {
		place[old] = int32(at)
		tasks[at] = m.tasks[old]
	}
	for i := range tasks {
		for _, list := range [][]int32{tasks[i].before, tasks[i].after} {
			for k := range list {
				list[k] = place[list[k]]
			}
		}
	}
	for _, phases := range m.of {
		for k := range phases {
			phases[k] = place[phases[k]]
		}
	}
	m.tasks = tasks
}

func narrow(what string, amount, least int64) (int32, error) {
	if amount < least || amount > math.MaxInt32 {
		return 0, fmt.Errorf("%s %d is outside %d..%d", what, amount, least, math.MaxInt32)
	}
	return int32(amount), nil
}
