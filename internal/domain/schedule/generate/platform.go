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

// suppliers gives each supplier a team that has the least load of an agency's.
func (m *maker) suppliers() {
	for i := range 1 + m.Systems/systemsPerSupplier {
		name := fmt.Sprintf("supplier-%d", i+1)
		m.team(name, m.work[name])
	}
	m.team(crew, m.work[crew])
	m.team(night, m.work[night])
}

// team has the people to do its work in the least of the loads.
func (m *maker) team(name string, work int64) {
	people := work*100/int64(m.path*m.LeastLoad) + 1
	m.p.Resources = append(m.p.Resources,
		schedule.Resource{Name: name, Kind: schedule.Team, Capacity: people, Calendar: working})
}

// platform gives each data centre, where about half of the systems go, room for
// two fifths of them at once and for as many again half a year later.
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

// fund gives each agency the cost of its systems in each of the years: the bounds
// that plans are measured against know nothing of money.
func (m *maker) fund() {
	for i := range m.agencies {
		name := fmt.Sprintf("agency-%d", i+1)
		for _, year := range []int{2027, 2028, 2029} {
			m.p.Budgets = append(m.p.Budgets, schedule.Budget{Account: name, Year: year, Tiyn: m.cost[name]})
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
