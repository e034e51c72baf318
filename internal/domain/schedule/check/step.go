package check

import (
	"sort"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

func order(c claims) []int {
	days := make([]int, 0, len(c))
	for d := range c {
		days = append(days, d)
	}
	sort.Ints(days)
	return days
}

// Earlier is the plan with the phase that binds a system moved one step earlier:
// to the last day before its start on which the weeks of its calendars are open.
// Nothing else moves, so what Plan then finds is why the system is not earlier.
func Earlier(p schedule.Programme, plan schedule.Plan, system string) schedule.Plan {
	b := newBook(p, plan)
	moved := plan
	moved.Systems = append([]schedule.Placement{}, plan.Systems...)
	for i, placed := range moved.Systems {
		if placed.System != system {
			continue
		}
		placed.Phases = append([]schedule.Slot{}, placed.Phases...)
		k := find(b.systems[system], placed.Binding.Phase, 0)
		placed.Phases[k] = b.step(b.systems[system].Phases[k], placed.Phases[k])
		moved.Systems[i] = placed
	}
	return moved
}

func (b *book) step(p schedule.Phase, slot schedule.Slot) schedule.Slot {
	from := day(slot.Start) - 1
	for !b.weekOpen(p, from) {
		from--
	}
	slot.Start = schedule.DateOf(from)
	if days := b.work(p, from); len(days) == p.Days {
		slot.End = schedule.DateOf(days[len(days)-1])
	}
	return slot
}
