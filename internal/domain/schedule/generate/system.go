package generate

import (
	"fmt"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// system draws a system of an agency and the work that it means for its team.
func (m *maker) system(agency string, group, first int) (schedule.System, int64) {
	s := schedule.System{
		Name: fmt.Sprintf("system-%d", len(m.p.Systems)+1), Agency: agency, Group: group,
		Priority: m.rng.IntN(4), Stage: m.p.Stages[m.rng.IntN(len(m.p.Stages))].Name,
	}
	team := schedule.Use{Resource: "team/" + agency, Amount: 1}
	supplier := fmt.Sprintf("supplier-%d", m.rng.IntN(1+m.Systems/systemsPerSupplier)+1)
	days, link := schedule.Transfer("link/"+agency, int64(m.between(50, 100)*m.between(1, 12)), int64(m.between(40, smallestRate)))
	s.Phases = []schedule.Phase{
		{Name: "audit", Days: m.between(3, 8), Calendar: working, Uses: []schedule.Use{team}},
		{Name: "prepare", Days: m.between(3, 10), Calendar: working, Uses: []schedule.Use{{Resource: crew, Amount: 1}}, Keeps: m.size()},
		{Name: "replicate", Days: days, Calendar: transfers, Uses: []schedule.Use{link}},
		{Name: "test", Days: m.between(5, 15), Calendar: working, Uses: []schedule.Use{team, {Resource: supplier, Amount: 1}},
			Account: agency, Tiyn: int64(m.between(5, 60)) * 1_000_000_00},
		{Name: "cut-over", Days: 1, Calendar: cutovers, Uses: []schedule.Use{team, {Resource: night, Amount: 1}}, GoLive: true},
		{Name: "decommission", Days: m.between(2, 6), Calendar: working, Uses: []schedule.Use{team}},
	}
	m.depend(&s, first)
	return s, int64(s.Phases[0].Days + s.Phases[3].Days + 1 + s.Phases[5].Days)
}

// size is what a system occupies in one of the data centres.
func (m *maker) size() []schedule.Keep {
	centre := m.rng.IntN(len(centres))
	vcpu := int64(1 << m.between(1, 6))
	amounts := [3]int64{vcpu, vcpu * 4, vcpu * 50}
	var keeps []schedule.Keep
	for i, unit := range units {
		keeps = append(keeps, schedule.Keep{Store: centres[centre] + "/" + unit, Amount: amounts[i]})
	}
	return keeps
}

// depend lets a system wait for others. The systems of the first agency form the
// critical path. Of the rest every second waits for systems of its own agency or
// for one of the early movers of another, as registers and gateways are.
func (m *maker) depend(s *schedule.System, first int) {
	own, start := length(*s), 0
	for _, other := range m.wanted(first) {
		limit := criticalDays - own
		if !m.own(other, first) {
			limit = earlyDays
		}
		if end := m.ends[other]; end <= limit && !waits(*s, other) {
			s.After = append(s.After, schedule.Dependency{System: other, Until: "cut-over"})
			start = max(start, end)
		}
	}
	m.ends[s.Name] = start + own
}

// earlyDays is the time within which a system must be able to move for other agencies to wait for it.
const earlyDays = criticalDays / 4

// wanted draws the systems that the next one would like to wait for.
func (m *maker) wanted(first int) []string {
	n := len(m.p.Systems)
	switch {
	case n == 0:
		return nil
	case m.agencies == 1:
		return []string{m.p.Systems[n-1].Name}
	case m.rng.IntN(2) == 0:
		return nil
	}
	names := []string{m.p.Systems[m.rng.IntN(n)].Name}
	if first < n {
		names = append(names, m.p.Systems[first+m.rng.IntN(n-first)].Name)
	}
	return names
}

func (m *maker) own(system string, first int) bool {
	for _, s := range m.p.Systems[first:] {
		if s.Name == system {
			return true
		}
	}
	return false
}

func waits(s schedule.System, other string) bool {
	for _, d := range s.After {
		if d.System == other {
			return true
		}
	}
	return false
}

// length is the working days of a system's phases through the cut-over; a
// transfer goes on seven days a week.
func length(s schedule.System) int {
	days := 0
	for _, p := range s.Phases[:5] {
		if p.Name == "replicate" {
			days += (p.Days*5 + 6) / 7
		} else {
			days += p.Days
		}
	}
	return days
}

// keep adds the system to the programme and to the sums that size everything else.
func (m *maker) keep(s schedule.System) {
	m.p.Systems = append(m.p.Systems, s)
	for _, p := range s.Phases {
		for _, u := range p.Uses {
			m.work[u.Resource] += int64(p.Days)
		}
		m.cost[p.Account] += p.Tiyn
		for i := range p.Keeps {
			m.needs[i] += p.Keeps[i].Amount
		}
	}
	r := s.Phases[2]
	m.bytes[r.Uses[0].Resource] += int64(r.Days-1)*r.Uses[0].Amount + r.Uses[0].Last
}
