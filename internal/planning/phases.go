package planning

import (
	"cmp"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// phases are the phases that are still to be done.
func (b *builder) phases(c *candidate) []schedule.Phase {
	all := []schedule.Phase{b.preparation(c), b.replication(c), b.testing(c), b.cutover(c), b.hypercare(), b.decommission(c)}
	all = all[c.first:]
	if c.move != nil && c.move.Spec.Deferred != nil {
		all[0].NotBefore = latest(all[0].NotBefore, dateOf(c.move.Spec.Deferred.Until))
	}
	return all
}

// people is so many of a team.
func (b *builder) uses(c *candidate, teams ...string) []schedule.Use {
	var uses []schedule.Use
	for _, t := range teams {
		if t != "" {
			uses = append(uses, schedule.Use{Resource: t, Amount: b.assumed.take(SystemPeople, c.name)})
		}
	}
	return uses
}

// own is the team of the agency. Systems whose owner nobody knows have one each:
// they may belong to anybody.
func (b *builder) own(c *candidate) string { return b.team(api.TeamAgency, b.owner(c), AgencyPeople) }

// owner is the agency, or the system itself.
func (b *builder) owner(c *candidate) string {
	if a := b.agencies[c.agency]; a != nil && a.Spec.Kind == tenancy.KindUnassigned {
		return c.name
	}
	return c.agency
}

// supplier is the team of whoever maintains the system; empty when nobody is named.
func (b *builder) supplier(c *candidate) string {
	if c.move == nil || c.move.Spec.Supplier == "" {
		return ""
	}
	return b.team(api.TeamSupplier, c.move.Spec.Supplier, SupplierPeople)
}

func (b *builder) operator() string { return b.team(api.TeamOperator, operator, OperatorPeople) }

// days are working days by a default, with what the audit says of the effort.
func (b *builder) days(c *candidate, name string) int {
	percent := int64(100)
	if c.audit != nil {
		for _, a := range c.audit.Spec.Answers {
			if key := effort + a.Question + "=" + a.Answer; shipped[key].Unit != "" {
				percent += b.assumed.take(key, c.name)
			}
		}
	}
	return int(max(1, b.assumed.take(name, c.name)*percent/100))
}

func (b *builder) preparation(c *candidate) schedule.Phase {
	days := b.days(c, PreparationDays)
	if c.audit != nil {
		switch c.audit.Spec.Disposition {
		case api.DispositionRewrite:
			days = days * int(b.assumed.take(RewriteShare, c.name)) / 100
		case api.DispositionReplace:
			days = days * int(b.assumed.take(ReplaceShare, c.name)) / 100
		}
	}
	return schedule.Phase{Name: Preparation, Days: max(1, days), Calendar: working, Uses: b.uses(c, b.own(c), b.supplier(c))}
}

// replication copies the data over the site's link and occupies the data centre
// from then on; the move is paid for in its year.
func (b *builder) replication(c *candidate) schedule.Phase {
	site := ""
	if c.move != nil {
		site = c.move.Spec.SourceSite
	}
	link, rate := b.link(b.owner(c), site)
	data := b.data(c)
	days, use := schedule.Transfer(link, max(1, data), rate)
	p := schedule.Phase{Name: Replication, Days: days, Uses: []schedule.Use{use}, NotBefore: b.notBefore(c)}
	p.Keeps = b.keeps(c.name, c.system, b.needsOf(c.name, c.move, data))
	var cost *int64
	if c.move != nil {
		cost = c.move.Spec.Cost
	}
	if tenge := b.assumed.told(cost, CostTenge, c.name); tenge > 0 && b.funded[c.agency] {
		p.Account, p.Tiyn = c.agency, tenge*100
	} else if tenge > 0 {
		b.notes.add(NoteNoBudget, "Agency/"+c.agency)
	}
	return p
}

// data of a system in GiB: as it was told, by the range of its audit, or assumed.
func (b *builder) data(c *candidate) int64 {
	if c.move != nil && c.move.Spec.DataGiB != nil {
		return *c.move.Spec.DataGiB
	}
	if c.audit != nil {
		for _, a := range c.audit.Spec.Answers {
			if key := dataOf + a.Answer; a.Question == "data-volume" && shipped[key].Unit != "" {
				return b.assumed.take(key, c.name)
			}
		}
	}
	return b.assumed.take(DataGiB, c.name)
}

// notBefore is the day before which a system does not leave its site: a data
// centre of its own that is fit (C-3.6), and before the pilot has been accepted
// (C-8).
func (b *builder) notBefore(c *candidate) schedule.Date {
	var day schedule.Date
	if b.conforms(c) {
		day = latest(day, next(c.site.Spec.Conformance832.ValidUntil))
	}
	if c.site != nil && c.site.Spec.DataCentre == api.AnswerYes && c.site.Spec.UsefulLifeEndsOn != "" && !b.consents[c.name] {
		day = latest(day, next(c.site.Spec.UsefulLifeEndsOn))
	}
	if p := b.world.Programme.Spec.Pilot; p != nil && p.Acceptance == "" && !b.pilot[c.name] {
		day = latest(day, next(p.Until))
	}
	return day
}

func (b *builder) testing(c *candidate) schedule.Phase {
	return schedule.Phase{Name: Testing, Days: b.days(c, TestingDays), Calendar: working, Uses: b.uses(c, b.own(c), b.supplier(c), b.operator())}
}

// cutover is one day, when nothing freezes it, and the very day that was fixed.
func (b *builder) cutover(c *candidate) schedule.Phase {
	p := schedule.Phase{Name: Cutover, Days: 1, Calendar: cmp.Or(b.frozen[c.agency], cutovers), GoLive: true,
		Uses: []schedule.Use{{Resource: b.night(), Amount: 1}}}
	if c.move != nil && c.move.Spec.Window != nil {
		fixed := schedule.Date(calendar.Day(c.move.Spec.Window.From.Time))
		if fixed >= b.input.Start {
			p.Fixed = fixed
		} else {
			b.notes.add(NotePastWindow, c.name)
		}
	}
	return p
}

func (b *builder) hypercare() schedule.Phase {
	return schedule.Phase{Name: Hypercare, Days: max(1, int(b.world.Programme.Spec.HypercareDays))}
}

func (b *builder) decommission(c *candidate) schedule.Phase {
	return schedule.Phase{Name: Decommission, Days: int(max(1, b.assumed.take(DecommissionDays, c.name))), Calendar: working, Uses: b.uses(c, b.own(c))}
}
