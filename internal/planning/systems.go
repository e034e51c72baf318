package planning

import (
	"slices"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// candidate is a system with all that is known of its move.
type candidate struct {
	name   string
	agency string
	system *tenancy.InformationSystem
	move   *api.SystemMigration // nil: nobody has registered it yet
	audit  *api.SystemAssessment
	site   *api.SourceSite
	after  []string
	first  int // phase that is still to be done
}

// systems plans every system that is registered, unless something speaks against.
func (b *builder) systems() {
	var all []*candidate
	for i := range b.world.Systems {
		c := b.candidate(&b.world.Systems[i])
		if why, detail := b.out(c); why != "" {
			b.input.Excluded = append(b.input.Excluded, Exclusion{c.name, why, detail})
			continue
		}
		if b.voluntary(c.agency) && !b.consents[c.name] {
			b.notes.add(NoteConsent, c.name)
		}
		all = append(all, c)
	}
	b.dependencies(all)
	for _, c := range all {
		b.input.Systems = append(b.input.Systems, b.plan(c))
	}
}

func (b *builder) candidate(s *tenancy.InformationSystem) *candidate {
	agency := agencyOf(s.Namespace)
	c := &candidate{name: NameOf(agency, s.Name), agency: agency, system: s}
	c.move, c.audit = b.moves[c.name], b.audits[c.name]
	c.first = firstPhase(StateOf(c.move))
	if c.move != nil {
		if at, known := b.sites[c.move.Spec.SourceSite]; known {
			c.site = &b.world.Sites[at]
		}
	}
	if a := b.agencies[agency]; a != nil && a.Spec.Kind == tenancy.KindUnassigned {
		b.notes.add(NoteUnassigned, c.name)
	}
	return c
}

// out says why a system is not planned; empty: it is.
func (b *builder) out(c *candidate) (why, detail string) {
	switch {
	case c.move != nil && c.move.Spec.Programme != b.world.Programme.Name:
		return OutElsewhere, "MigrationProgramme/" + c.move.Spec.Programme
	case c.first == len(phases):
		return OutPublished, string(PublishedOn(c.move))
	case StateOf(c.move) == migration.NotSubject || b.stays(c.system.Spec.Category):
		return OutNotMoved, string(c.system.Spec.Category)
	case c.audit != nil && (c.audit.Spec.Disposition == api.DispositionStay || c.audit.Spec.Disposition == api.DispositionWriteOff):
		return OutNotMoved, string(c.audit.Spec.Disposition)
	case c.move != nil && c.move.Spec.Deferred != nil && c.move.Spec.Deferred.Until == "":
		return OutDeferred, c.move.Spec.Deferred.Reason
	case b.conforms(c) && c.site.Spec.Conformance832.ValidUntil >= b.world.Programme.Spec.EndsOn:
		return OutConforms, "SourceSite/" + c.site.Name
	}
	return "", ""
}

// stays: systems of the category do not move (C-5).
func (b *builder) stays(c tenancy.Category) bool {
	return slices.ContainsFunc(b.world.Profile.Spec.Categories, func(p governance.CategoryPolicy) bool { return p.Category == c && !p.Moves })
}

// voluntary: nobody makes the agency join (C-7.6); its systems are planned as if it
// had consented.
func (b *builder) voluntary(agency string) bool {
	a := b.agencies[agency]
	if a == nil {
		return false
	}
	p := a.Spec.Participation
	if p == "" || p == tenancy.ParticipationUnknown {
		for _, policy := range b.world.Profile.Spec.Participation {
			if policy.Kind == a.Spec.Kind {
				p = policy.Participation
			}
		}
	}
	return p == tenancy.ParticipationVoluntary
}

// conforms: the site may keep its systems (C-3.6).
func (b *builder) conforms(c *candidate) bool {
	return c.site != nil && c.site.Spec.DataCentre == api.AnswerYes && c.site.Spec.Conformance832 != nil && !b.consents[c.name]
}

// dependencies finds what each system waits for. Systems that depend on one
// another in a circle do not wait for one another: they go over together.
func (b *builder) dependencies(all []*candidate) {
	planned, after := map[string]bool{}, map[string][]string{}
	var names []string
	for _, c := range all {
		planned[c.name], names = true, append(names, c.name)
	}
	for _, c := range all {
		for _, d := range c.system.Spec.Dependencies {
			switch other := NameOf(d.Agency, d.Name); {
			case planned[other] && other != c.name:
				after[c.name] = append(after[c.name], other)
			case !b.known[other]:
				b.notes.add(NoteUnknownSystem, other)
			}
		}
	}
	group := map[string]int{}
	for n, circle := range circles(names, after) {
		for _, name := range circle {
			group[name] = n + 1
			b.notes.add(NoteCycle, name)
		}
	}
	for _, c := range all {
		c.after = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(after[c.name]))), func(other string) bool {
			return group[c.name] != 0 && group[c.name] == group[other]
		})
	}
}

// plan is a system as the planner sees it.
func (b *builder) plan(c *candidate) schedule.System {
	s := schedule.System{Name: c.name, Agency: c.agency, Group: b.group(c.agency), Priority: b.priority(c.system.Spec.Category), Deadline: b.due(c)}
	if c.move != nil && c.move.Spec.Stage != nil {
		name := "stage " + number(int64(*c.move.Spec.Stage))
		if slices.ContainsFunc(b.input.Stages, func(s schedule.Stage) bool { return s.Name == name }) {
			s.Stage = name
		}
	}
	for _, other := range c.after {
		s.After = append(s.After, schedule.Dependency{System: other, Until: Cutover, Phase: Cutover})
	}
	s.Phases = b.phases(c)
	return s
}

// due is the first deadline of a system that has not passed: of the rules, of the
// programme, and of the lease of its site.
func (b *builder) due(c *candidate) schedule.Date {
	if c.site != nil && c.site.Spec.Lease != nil && dateOf(c.site.Spec.Lease.EndsOn) >= b.input.Start {
		return earliest(b.deadline, dateOf(c.site.Spec.Lease.EndsOn))
	}
	return b.deadline
}

// group is the priority of an agency's group of users (C-7); 0 while unknown.
func (b *builder) group(agency string) int {
	a := b.agencies[agency]
	if a == nil || a.Spec.UserGroup == nil {
		return 0
	}
	for _, g := range b.world.Profile.Spec.UserGroups {
		if g.Number == *a.Spec.UserGroup {
			return int(g.Priority)
		}
	}
	return int(*a.Spec.UserGroup)
}

// priority of a category (C-5); one that is unknown goes last.
func (b *builder) priority(c tenancy.Category) int {
	last := 0
	for _, p := range b.world.Profile.Spec.Categories {
		if p.Category == c {
			return int(p.Priority)
		}
		last = max(last, int(p.Priority))
	}
	return last + 1
}
