package planning

import (
	"cmp"
	"slices"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// units of a data centre that systems occupy.
var units = [3]string{"vcpu", "memory-gib", "disk-gib"}

type needs [3]int64

// centre is a data centre with what it will give in the end.
type centre struct {
	spec  compute.DataCentreSpec
	name  string
	grows [3][]schedule.Growth
	left  needs // after the systems that were given to it
	known bool
}

// centres reads what every data centre gives, by the days of commissioning (C-3.4).
func (b *builder) centres() {
	for i := range b.world.Centres {
		dc := &b.world.Centres[i]
		c := &centre{spec: dc.Spec, name: dc.Name}
		if free := less(dc.Status.Allocatable, dc.Status.Allocated); dc.Spec.CommissionedOn != "" && free != (needs{}) {
			c.grow(dateOf(dc.Spec.CommissionedOn), free)
		}
		b.sitesTo = append(b.sitesTo, c)
	}
	if p := b.world.Programme.Spec.Planning; p != nil {
		for _, g := range p.Growth {
			b.centre(g.DataCentre).grow(dateOf(g.From), needs{g.VCPU, g.MemoryGiB, g.DiskGiB})
		}
	}
	slices.SortFunc(b.sitesTo, func(x, y *centre) int { return cmp.Compare(x.name, y.name) })
	for _, c := range b.sitesTo {
		if !c.known {
			b.notes.add(NoteNoCapacity, "DataCentre/"+c.name)
			continue
		}
		for u, unit := range units {
			b.input.Stores = append(b.input.Stores, schedule.Store{Name: c.name + "/" + unit, Grows: c.grows[u]})
		}
	}
}

// centre finds one by name; one that the programme speaks of may not exist yet.
func (b *builder) centre(name string) *centre {
	for _, c := range b.sitesTo {
		if c.name == name {
			return c
		}
	}
	c := &centre{name: name, spec: compute.DataCentreSpec{Country: "KZ"}}
	b.sitesTo = append(b.sitesTo, c)
	return c
}

// better: it has room for the system, is there earlier, or has more left.
func (c *centre) better(than *centre, n needs) bool {
	if room := c.fits(n); room != than.fits(n) {
		return room
	}
	if from, other := c.grows[0][0].On, than.grows[0][0].On; from != other {
		return from < other
	}
	return c.left[0] > than.left[0]
}

func (c *centre) fits(n needs) bool {
	return c.left[0] >= n[0] && c.left[1] >= n[1] && c.left[2] >= n[2]
}

func (c *centre) grow(on schedule.Date, by needs) {
	c.known = true
	for u, amount := range by {
		c.grows[u] = append(c.grows[u], schedule.Growth{On: on, Amount: amount})
		c.left[u] += amount
	}
}

func less(all, taken compute.Resources) needs {
	return needs{max(0, all.VCPU-taken.VCPU), max(0, (all.MemoryMiB-taken.MemoryMiB)/1024), max(0, all.DiskGiB-taken.DiskGiB)}
}

// keeps gives a system a data centre where it may lie, and what it takes there.
// None when no site says what it can give.
func (b *builder) keeps(name string, s *tenancy.InformationSystem, n needs) []schedule.Keep {
	var best *centre
	measured := false
	for _, c := range b.sitesTo {
		measured = measured || c.known
		if c.known && c.takes(s) && (best == nil || c.better(best, n)) {
			best = c
		}
	}
	if best == nil {
		if measured {
			b.notes.add(NoteNoSegment, name)
		}
		return nil
	}
	var keeps []schedule.Keep
	for u, unit := range units {
		best.left[u] -= n[u]
		keeps = append(keeps, schedule.Keep{Store: best.name + "/" + unit, Amount: n[u]})
	}
	return keeps
}

// takes: the contour is served there (C-2.4), and personal data stays in the
// country (KZ-PD-12).
func (c *centre) takes(s *tenancy.InformationSystem) bool {
	if residency.HoldsPersonalData(string(s.Spec.PersonalData)) && c.spec.Country != "KZ" {
		return false
	}
	return s.Spec.Segment == "" || len(c.spec.Segments) == 0 || slices.Contains(c.spec.Segments, s.Spec.Segment)
}

// budgets reads what agencies may spend in each year. An agency without any is not
// held by money: nobody has told its limits.
func (b *builder) budgets() {
	for i := range b.world.Budgets {
		x := &b.world.Budgets[i]
		agency := agencyOf(x.Namespace)
		limit, err := money.Parse(cmp.Or(x.Status.Available, x.Spec.Limit))
		if err != nil || limit < 0 {
			limit = 0
		}
		b.funded[agency] = true
		b.input.Budgets = append(b.input.Budgets, schedule.Budget{Account: agency, Year: int(x.Spec.FiscalYear), Tiyn: int64(limit)})
	}
}

// needsOf is what a system takes of its data centre.
func (b *builder) needsOf(name string, m *api.SystemMigration, data int64) needs {
	if m != nil && m.Spec.Needs != nil {
		return needs{m.Spec.Needs.VCPU, m.Spec.Needs.MemoryGiB, m.Spec.Needs.DiskGiB}
	}
	return needs{b.assumed.take(VCPU, name), b.assumed.take(MemoryGiB, name), data * b.assumed.take(DiskShare, name) / 100}
}
