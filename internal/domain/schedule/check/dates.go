package check

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// day counts days from 1970; a date that does not exist is far in the past.
func day(d schedule.Date) int {
	n, err := d.Day()
	if err != nil {
		return -1 << 40
	}
	return n
}

func weekday(day int) time.Weekday { return time.Unix(int64(day)*86400, 0).UTC().Weekday() }

// calendarsOf names the calendars that a phase works by: its own and its resources'.
func (b *book) calendarsOf(p schedule.Phase) []string {
	var names []string
	add := func(name string) {
		for _, n := range names {
			if n == name {
				return
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	add(p.Calendar)
	for _, u := range p.Uses {
		add(b.uses[u.Resource].Calendar)
	}
	return names
}

func (b *book) weekOpen(p schedule.Phase, day int) bool {
	for _, n := range b.calendarsOf(p) {
		if !b.calendars[n].Week[weekday(day)] {
			return false
		}
	}
	return true
}

// closures names the closures that shut a day for a phase.
func (b *book) closures(p schedule.Phase, at int) []string {
	var names []string
	for _, n := range b.calendarsOf(p) {
		for _, c := range b.closed[n] {
			if c.from <= at && at <= c.to {
				names = append(names, c.name)
			}
		}
	}
	return names
}

func (b *book) open(p schedule.Phase, day int) bool {
	return b.weekOpen(p, day) && len(b.closures(p, day)) == 0
}

// work lists the days on which a phase works when it starts on a day.
func (b *book) work(p schedule.Phase, from int) []int {
	var days []int
	for d := from; len(days) < p.Days && d < from+100*366; d++ {
		if b.open(p, d) {
			days = append(days, d)
		}
	}
	return days
}

// dates verifies each phase of a system by itself. A phase before the programme's
// start has no other fault, for there is nothing there to compare it with.
func (b *book) dates(placed schedule.Placement) {
	s := b.systems[placed.System]
	for k, slot := range placed.Phases {
		p := s.Phases[k]
		if day(slot.Start) < b.start {
			b.add(s.Name, p.Name, schedule.AtStart, string(b.Start))
			continue
		}
		b.given(s, p, slot)
		b.working(s, p, slot)
	}
}

// given verifies the dates that the programme gives.
func (b *book) given(s schedule.System, p schedule.Phase, slot schedule.Slot) {
	if p.Fixed != "" && slot.Start != p.Fixed {
		b.add(s.Name, p.Name, schedule.Pinned, string(p.Fixed))
	}
	if p.NotBefore != "" && slot.Start < p.NotBefore {
		b.add(s.Name, p.Name, schedule.TooEarly, string(p.NotBefore))
	}
	for _, stage := range b.Stages {
		if stage.Name == s.Stage && stage.Opens != "" && slot.Start < stage.Opens {
			b.add(s.Name, p.Name, schedule.StageClosed, stage.Name)
		}
	}
}

// working verifies that the phase starts on an open day and works on as many as it has.
func (b *book) working(s schedule.System, p schedule.Phase, slot schedule.Slot) {
	from := day(slot.Start)
	if p.Name != slot.Phase {
		b.add(s.Name, p.Name, schedule.Broken, "is called "+slot.Phase)
	}
	for _, c := range b.closures(p, from) {
		b.add(s.Name, p.Name, schedule.Closed, c)
	}
	days := b.work(p, from)
	if len(days) != p.Days || days[len(days)-1] != day(slot.End) || !b.weekOpen(p, from) {
		b.add(s.Name, p.Name, schedule.Broken, "does not work from "+string(slot.Start)+" to "+string(slot.End))
	}
}

// dependencies verifies that phases follow one another and what they wait for.
func (b *book) dependencies(placed schedule.Placement) {
	s := b.systems[placed.System]
	for k := 1; k < len(placed.Phases); k++ {
		b.follows(s, placed, k, s, placed, k-1)
	}
	for _, d := range s.After {
		other := b.systems[d.System]
		at, ok := b.placed[d.System]
		if !ok {
			b.add(s.Name, "", schedule.Predecessor, d.System)
			continue
		}
		b.follows(s, placed, find(s, d.Phase, 0), other, at, find(other, d.Until, len(other.Phases)-1))
	}
}

func (b *book) follows(s schedule.System, placed schedule.Placement, k int, before schedule.System, at schedule.Placement, last int) {
	if placed.Phases[k].Start < b.Start {
		return
	}
	if placed.Phases[k].Start <= at.Phases[last].End {
		b.add(s.Name, s.Phases[k].Name, schedule.Predecessor, before.Name+"/"+before.Phases[last].Name)
	}
}

func find(s schedule.System, phase string, otherwise int) int {
	for k, p := range s.Phases {
		if p.Name == phase {
			return k
		}
	}
	return otherwise
}
