package generate

import (
	"fmt"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Names of the calendars, the platform's crews, the data centres and their units.
const (
	working   = "working days"
	transfers = "transfers"
	cutovers  = "cut-overs"
	crew      = "operator/environments"
	night     = "operator/cut-overs"
)

var (
	centres = []string{"astana", "almaty"}
	units   = []string{"vcpu", "memory", "disk"}
)

// suppliers gives each supplier a team that is a little less loaded than the agencies.
func (m *maker) suppliers() {
	for i := range 1 + m.Systems/systemsPerSupplier {
		name := fmt.Sprintf("supplier-%d", i+1)
		m.team(name, m.work[name])
	}
	m.team(crew, m.work[crew])
	m.team(night, m.work[night])
}

// team has the people to do its work in nine tenths of the critical path.
func (m *maker) team(name string, work int64) {
	people := work*10/(criticalDays*9) + 1
	m.p.Resources = append(m.p.Resources,
		schedule.Resource{Name: name, Kind: schedule.Team, Capacity: people, Calendar: working})
}

// platform gives the data centres room for two thirds of the systems at once and
// for all of them, with a tenth to spare in each, half a year later.
func (m *maker) platform() {
	for _, centre := range centres {
		for i, unit := range units {
			m.p.Stores = append(m.p.Stores, schedule.Store{Name: centre + "/" + unit, Grows: []schedule.Growth{
				{On: "2027-01-04", Amount: m.needs[i] * 2 / 5},
				{On: "2027-07-01", Amount: m.needs[i] * 2 / 5},
			}})
		}
	}
}

// dearest is the most that a system costs, in tiyn.
const dearest = 60 * 1_000_000_00

// fund gives each agency most of the cost in each of the years.
func (m *maker) fund() {
	for i := range m.agencies {
		name := fmt.Sprintf("agency-%d", i+1)
		for _, year := range []int{2027, 2028, 2029} {
			m.p.Budgets = append(m.p.Budgets, schedule.Budget{Account: name, Year: year, Tiyn: max(m.cost[name]*9/10, dearest)})
		}
	}
}

func stages() []schedule.Stage {
	return []schedule.Stage{
		{Name: "S2 rented", Opens: "2027-01-04"},
		{Name: "S3 server rooms", Opens: "2027-01-04"},
		{Name: "S7 special software", Opens: "2027-01-18"},
	}
}
