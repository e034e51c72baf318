package schedule

import (
	"errors"
	"fmt"
)

// reader resolves the names of systems, phases, resources, stores and accounts.
type reader struct {
	*model
	systems, resources, stores, accounts map[string]int
}

func newReader(m *model) (*reader, error) {
	r := &reader{model: m, accounts: m.accounts()}
	var err error
	if r.systems, err = index("system", m.Systems, func(s System) string { return s.Name }); err != nil {
		return nil, err
	}
	if r.resources, err = index("resource", m.Resources, func(s Resource) string { return s.Name }); err != nil {
		return nil, err
	}
	if r.stores, err = index("store", m.Stores, func(s Store) string { return s.Name }); err != nil {
		return nil, err
	}
	for _, res := range m.Resources {
		if _, err := narrow("capacity", res.Capacity, 0); err != nil {
			return nil, fmt.Errorf("resource %q: %w", res.Name, err)
		}
	}
	m.of = make([][]int32, len(m.Systems))
	m.live = make([]int, len(m.Systems))
	return r, nil
}

func index[T any](what string, list []T, name func(T) string) (map[string]int, error) {
	at := map[string]int{}
	for i, item := range list {
		if _, twice := at[name(item)]; twice {
			return nil, fmt.Errorf("%s %q is defined twice", what, name(item))
		}
		at[name(item)] = i
	}
	return at, nil
}

func (r *reader) system(i int) error {
	s := &r.Systems[i]
	if len(s.Phases) == 0 {
		return errors.New("it has no phases")
	}
	opens, due, err := r.window(s)
	if err != nil {
		return err
	}
	r.live[i] = len(s.Phases) - 1
	for k := range s.Phases {
		if s.Phases[k].GoLive {
			r.live[i] = k
		}
		t, err := r.phase(&s.Phases[k])
		if err != nil {
			return fmt.Errorf("phase %q: %w", s.Phases[k].Name, err)
		}
		t.system, t.phase, t.lower = int32(i), int32(k), max(t.lower, opens, 0)
		r.of[i] = append(r.of[i], int32(len(r.tasks)))
		r.tasks = append(r.tasks, t)
		if k > 0 {
			r.link(r.of[i][k-1], r.of[i][k])
		}
	}
	r.tasks[r.of[i][r.live[i]]].due = due
	return nil
}

// window is when the stage and the deadline let a system move.
func (r *reader) window(s *System) (opens, due int32, err error) {
	if due, err = r.optional(s.Deadline, far); err != nil || s.Stage == "" {
		return 0, due, err
	}
	at, ok := r.stages[s.Stage]
	if !ok {
		return 0, 0, fmt.Errorf("stage %q is not defined", s.Stage)
	}
	if opens, err = r.optional(r.Stages[at].Opens, 0); err != nil {
		return 0, 0, err
	}
	closes, err := r.optional(r.Stages[at].Deadline, far)
	return opens, min(due, closes), err
}

func (r *reader) phase(p *Phase) (task, error) {
	t := task{due: far, account: none, tiyn: p.Tiyn}
	days, err := narrow("number of days", int64(p.Days), 1)
	if err != nil {
		return t, err
	}
	t.days = days
	if t.lower, err = r.optional(p.NotBefore, 0); err != nil {
		return t, err
	}
	if t.fixed, err = r.optional(p.Fixed, none); err != nil {
		return t, err
	}
	if p.Fixed != "" && t.fixed < 0 {
		return t, fmt.Errorf("it is fixed on %s, before the programme starts", p.Fixed)
	}
	if p.Tiyn < 0 {
		return t, fmt.Errorf("cost %d is negative", p.Tiyn)
	}
	if p.Account != "" && p.Tiyn > 0 {
		at, ok := r.accounts[p.Account]
		if !ok {
			return t, fmt.Errorf("account %q has no budget", p.Account)
		}
		t.account = int32(at)
	}
	return t, errors.Join(r.takes(p, &t), r.keeps(p, &t))
}

func (r *reader) takes(p *Phase, t *task) error {
	calendars := []string{p.Calendar}
	seen := map[int]bool{}
	for _, u := range p.Uses {
		at, ok := r.resources[u.Resource]
		if !ok || seen[at] {
			return fmt.Errorf("resource %q is not defined or used twice", u.Resource)
		}
		seen[at] = true
		each, err := narrow("use", u.Amount, 0)
		if err != nil {
			return err
		}
		last := each
		if u.Last > 0 && u.Last < u.Amount {
			last = int32(u.Last)
		}
		t.uses = append(t.uses, use{int32(at), each, last})
		calendars = append(calendars, r.Resources[at].Calendar)
	}
	var err error
	t.opening, err = r.opening(calendars)
	return err
}

func (r *reader) keeps(p *Phase, t *task) error {
	for _, k := range p.Keeps {
		at, ok := r.stores[k.Store]
		if !ok || k.Amount < 0 {
			return fmt.Errorf("keeping %d of store %q: no such store or amount", k.Amount, k.Store)
		}
		t.keeps = append(t.keeps, keep{int32(at), k.Amount})
	}
	return nil
}

func (r *reader) link(from, to int32) {
	r.tasks[from].after = append(r.tasks[from].after, to)
	r.tasks[to].before = append(r.tasks[to].before, from)
}

func (r *reader) dependencies(i int) error {
	for _, d := range r.Systems[i].After {
		other, ok := r.systems[d.System]
		if !ok {
			return fmt.Errorf("it depends on system %q, which is not in the programme", d.System)
		}
		until, err1 := r.named(other, d.Until, len(r.of[other])-1)
		waits, err2 := r.named(i, d.Phase, 0)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		r.link(until, waits)
	}
	return nil
}

func (r *reader) named(system int, phase string, otherwise int) (int32, error) {
	if phase == "" {
		return r.of[system][otherwise], nil
	}
	for k, p := range r.Systems[system].Phases {
		if p.Name == phase {
			return r.of[system][k], nil
		}
	}
	return 0, fmt.Errorf("system %q has no phase %q", r.Systems[system].Name, phase)
}
