package check

import (
	"fmt"
	"sort"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Violation is a demand of the programme that a plan does not keep.
type Violation struct {
	System, Phase string
	schedule.Constraint
}

// Plan verifies a plan of a programme and returns every violation, in an order
// that depends on nothing but the plan. A resource, store or budget that is
// overdrawn is charged to every phase that uses it at that time. Deadlines are no
// demands: a plan that misses one says so in Late, which is verified.
func Plan(p schedule.Programme, plan schedule.Plan) []Violation {
	b := newBook(p, plan)
	b.structure()
	for _, placed := range plan.Systems {
		b.dates(placed)
		b.dependencies(placed)
	}
	b.resources()
	b.stores()
	b.budgets()
	b.lateness()
	return b.found
}

// book collects what the plan says, by name.
type book struct {
	schedule.Programme
	plan      schedule.Plan
	found     []Violation
	systems   map[string]schedule.System
	placed    map[string]schedule.Placement
	calendars map[string]schedule.Calendar
	closed    map[string][]closure // by calendar
	uses      map[string]schedule.Resource
	start     int
}

// closure is a closure in days from 1970, both ends included.
type closure struct {
	name     string
	from, to int
}

func newBook(p schedule.Programme, plan schedule.Plan) *book {
	b := &book{
		Programme: p, plan: plan,
		systems: map[string]schedule.System{}, placed: map[string]schedule.Placement{},
		calendars: map[string]schedule.Calendar{}, closed: map[string][]closure{},
		uses: map[string]schedule.Resource{},
	}
	for _, s := range p.Systems {
		b.systems[s.Name] = s
	}
	for _, s := range plan.Systems {
		b.placed[s.System] = s
	}
	for _, c := range p.Calendars {
		b.calendars[c.Name] = c
		for _, closed := range c.Closed {
			b.closed[c.Name] = append(b.closed[c.Name], closure{c.Name + "/" + closed.Name, day(closed.From), day(closed.To)})
		}
	}
	for _, r := range p.Resources {
		b.uses[r.Name] = r
	}
	b.start = day(p.Start)
	return b
}

func (b *book) add(system, phase string, kind schedule.Kind, name string) {
	b.found = append(b.found, Violation{system, phase, schedule.Constraint{Kind: kind, Name: name}})
}

// structure verifies that every system is planned once or refused, phase by phase.
func (b *book) structure() {
	times := map[string]int{}
	for _, s := range b.plan.Systems {
		times[s.System]++
	}
	for _, r := range b.plan.Unplanned {
		times[r.System]++
	}
	for _, s := range b.Systems {
		if times[s.Name] != 1 {
			b.add(s.Name, "", schedule.Broken, fmt.Sprintf("is in the plan %d times", times[s.Name]))
		}
		delete(times, s.Name)
	}
	for _, name := range sorted(times) {
		b.add(name, "", schedule.Broken, "is not in the programme")
	}
	for _, placed := range b.plan.Systems {
		phases := b.systems[placed.System].Phases
		if len(phases) != len(placed.Phases) {
			b.add(placed.System, "", schedule.Broken, "has other phases")
		}
	}
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// lateness verifies that exactly the missed deadlines are reported.
func (b *book) lateness() {
	said := map[string]schedule.Lateness{}
	for _, l := range b.plan.Late {
		said[l.System] = l
	}
	for _, placed := range b.plan.Systems {
		s := b.systems[placed.System]
		due, end := b.due(s), live(s, placed).End
		_, late := said[s.Name]
		if late != (due != "" && end > due) {
			b.add(s.Name, "", schedule.Broken, "a missed deadline is not reported, or a kept one is")
		}
		if placed.Live != end {
			b.add(s.Name, "", schedule.Broken, "is not live on "+string(placed.Live))
		}
	}
}

func (b *book) due(s schedule.System) schedule.Date {
	due := s.Deadline
	for _, stage := range b.Stages {
		if stage.Name == s.Stage && stage.Deadline != "" && (due == "" || stage.Deadline < due) {
			due = stage.Deadline
		}
	}
	return due
}

// live is the slot of the phase that publishes a system.
func live(s schedule.System, placed schedule.Placement) schedule.Slot {
	slot := placed.Phases[len(placed.Phases)-1]
	for k, p := range s.Phases {
		if p.GoLive {
			slot = placed.Phases[k]
		}
	}
	return slot
}
