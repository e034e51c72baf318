package check

import (
	"fmt"
	"strconv"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// claim is what one phase takes at one time.
type claim struct {
	system, phase string
	amount        int64
}

// claims are what phases take of one thing, by day or by year.
type claims map[int][]claim

// ledger keeps claims by the name of the thing.
type ledger map[string]claims

func (l ledger) add(name string, at int, c claim) {
	if l[name] == nil {
		l[name] = claims{}
	}
	l[name][at] = append(l[name][at], c)
}

// each calls with every phase of the plan that does not start before the programme.
func (b *book) each(call func(s schedule.System, p schedule.Phase, from int)) {
	for _, placed := range b.plan.Systems {
		s := b.systems[placed.System]
		for k, slot := range placed.Phases {
			if from := day(slot.Start); from >= b.start {
				call(s, s.Phases[k], from)
			}
		}
	}
}

func (b *book) resources() {
	taken := ledger{}
	b.each(func(s schedule.System, p schedule.Phase, from int) {
		days := b.work(p, from)
		for _, u := range p.Uses {
			for n, d := range days {
				amount := u.Amount
				if n == len(days)-1 && u.Last > 0 && u.Last < u.Amount {
					amount = u.Last
				}
				taken.add(u.Resource, d, claim{s.Name, p.Name, amount})
			}
		}
	})
	b.overdrawn(taken, schedule.Busy, func(name string, _ int) (string, int64) { return name, b.uses[name].Capacity })
}

func (b *book) budgets() {
	spent := ledger{}
	b.each(func(s schedule.System, p schedule.Phase, from int) {
		if p.Account != "" && p.Tiyn > 0 {
			year, _ := strconv.Atoi(string(schedule.DateOf(from))[:4])
			spent.add(p.Account, year, claim{s.Name, p.Name, p.Tiyn})
		}
	})
	b.overdrawn(spent, schedule.Money, func(account string, year int) (string, int64) {
		var sum int64
		for _, g := range b.Budgets {
			if g.Account == account && g.Year == year {
				sum += g.Tiyn
			}
		}
		return fmt.Sprintf("%s/%d", account, year), sum
	})
}

// overdrawn reports, once for each phase and thing, who takes part in asking too much.
func (b *book) overdrawn(l ledger, kind schedule.Kind, limit func(string, int) (string, int64)) {
	said := map[Violation]bool{}
	for _, name := range sorted(l) {
		for _, at := range order(l[name]) {
			label, most := limit(name, at)
			var sum int64
			for _, c := range l[name][at] {
				sum += c.amount
			}
			for _, c := range l[name][at] {
				v := Violation{c.system, c.phase, schedule.Constraint{Kind: kind, Name: label}}
				if sum > most && c.amount > 0 && !said[v] {
					said[v] = true
					b.found = append(b.found, v)
				}
			}
		}
	}
}

// stores verifies that what is kept never exceeds what has been commissioned.
// Only days on which something grows or is added can be the first fault.
func (b *book) stores() {
	kept := ledger{}
	b.each(func(s schedule.System, p schedule.Phase, from int) {
		for _, k := range p.Keeps {
			kept.add(k.Store, from, claim{s.Name, p.Name, k.Amount})
		}
	})
	for _, store := range b.Stores {
		var so []claim
		var sum int64
		said := map[Violation]bool{}
		for _, at := range order(kept[store.Name]) {
			for _, c := range kept[store.Name][at] {
				so = append(so, c)
				sum += c.amount
			}
			if sum <= commissioned(store, at) {
				continue
			}
			for _, c := range so {
				v := Violation{c.system, c.phase, schedule.Constraint{Kind: schedule.Full, Name: store.Name}}
				if !said[v] {
					said[v] = true
					b.found = append(b.found, v)
				}
			}
		}
	}
}

func commissioned(s schedule.Store, at int) int64 {
	var sum int64
	for _, g := range s.Grows {
		if day(g.On) <= at {
			sum += g.Amount
		}
	}
	return sum
}
