package generate

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Shape is what a programme should look like.
type Shape struct {
	Systems int
	Seed    uint64
	// Load is the work of an agency's team divided by the critical path, in per
	// cent: each agency draws one between the two.
	LeastLoad, MostLoad int
}

// Default is the shape that the planner is measured on: the loads of teams are 0.8
// to 1.2. Days off in the critical path make them up to three per cent more than drawn.
func Default(systems int, seed uint64) Shape {
	return Shape{Systems: systems, Seed: seed, LeastLoad: 80, MostLoad: 116}
}

// criticalDays is the longest chain of systems in working days: a little over a year.
const criticalDays = 270

// systemsPerSupplier is how many systems one supplier maintains.
const systemsPerSupplier = 16

// Programme makes the programme of a shape: the same shape gives the same programme.
func Programme(s Shape) schedule.Programme {
	m := &maker{
		Shape: s, path: criticalDays, rng: rand.New(rand.NewPCG(s.Seed, uint64(s.Systems))),
		work: map[string]int64{}, ends: map[string]int{}, bytes: map[string]int64{}, cost: map[string]int64{},
	}
	m.p = schedule.Programme{Start: "2027-01-04", Calendars: calendars(), Stages: stages()}
	for len(m.p.Systems) < s.Systems {
		m.agency()
	}
	m.suppliers()
	m.platform()
	m.fund()
	return m.p
}

// maker holds what has been made so far.
type maker struct {
	Shape
	rng      *rand.Rand
	p        schedule.Programme
	agencies int
	work     map[string]int64 // of each supplier's team and of the platform's crews
	bytes    map[string]int64 // of each link
	cost     map[string]int64 // of each account
	path     int              // the critical path that loads are measured by, in working days
	ends     map[string]int   // working day on which a system ends at the earliest
	needs    [3]int64         // vCPU, GiB of memory, GiB of disk of all systems
}

// agency makes an agency with a team and a site, and systems until the team has
// the load that was drawn for it.
func (m *maker) agency() {
	m.agencies++
	name := fmt.Sprintf("agency-%d", m.agencies)
	people := 1 + m.rng.Int64N(3)
	load := int64(m.LeastLoad + m.rng.IntN(m.MostLoad-m.LeastLoad+1))
	if m.agencies == 1 {
		people, load = 1, int64(m.LeastLoad)
	}
	group := 1 + m.rng.IntN(5)
	first := len(m.p.Systems)
	most := people * int64(m.path) * load / 100
	for used := int64(0); len(m.p.Systems) < m.Systems; {
		s, work := m.system(name, group, first)
		if used += work; used > most && len(m.p.Systems) > first {
			break
		}
		m.keep(s)
	}
	if m.agencies == 1 {
		m.path = slices.Max(slices.Collect(maps.Values(m.ends)))
	}
	m.p.Resources = append(m.p.Resources,
		schedule.Resource{Name: "team/" + name, Kind: schedule.Team, Capacity: people, Calendar: working},
		schedule.Resource{Name: "link/" + name, Kind: schedule.Link, Capacity: m.rate(name), Calendar: transfers})
}

// rate is the GiB a day that let a link carry its bytes in four fifths of the critical path.
func (m *maker) rate(agency string) int64 {
	return max(smallestRate, m.bytes["link/"+agency]*5/(criticalDays*7/5*4)+1)
}

// smallestRate is the least that a link carries, and the most that one transfer asks for, in GiB a day.
const smallestRate = 100

func (m *maker) between(least, most int) int { return least + m.rng.IntN(most-least+1) }
