package planning

import (
	"cmp"
	"slices"
	"strings"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/facts"
)

// ProgrammeEnd is the id of the programme's own deadline.
const ProgrammeEnd = "programme-end"

// Input is what the planner is given, and what had to be assumed for it.
type Input struct {
	schedule.Programme
	Assumptions []Assumption
	Notes       []Note
	Excluded    []Exclusion
	// Defaults as they were used.
	Defaults Defaults
}

// builder makes an Input from a World.
type builder struct {
	world    World
	today    schedule.Date
	input    *Input
	assumed  *assumptions
	notes    notes
	agencies map[string]*tenancy.Agency
	audits   map[string]*api.SystemAssessment
	moves    map[string]*api.SystemMigration
	consents map[string]bool
	sites    map[string]int
	known    map[string]bool // systems that are registered
	pilot    map[string]bool
	// frozen and serviced are calendars of agencies and sites that have their own.
	frozen, serviced map[string]string
	resources        map[string]bool
	funded           map[string]bool
	sitesTo          []*centre
	deadline         schedule.Date // of the rules and of the programme, not passed
}

// Build turns objects into what the planner is given, on a day.
func Build(w World, today string) (Input, error) {
	said := map[string]int64(nil)
	if p := w.Programme.Spec.Planning; p != nil {
		said = p.Defaults
	}
	defaults, err := NewDefaults(said)
	if err != nil {
		return Input{}, err
	}
	b := &builder{
		world: w, today: schedule.Date(today), input: &Input{Defaults: defaults},
		assumed: &assumptions{defaults: defaults, used: map[string]map[string]bool{}}, notes: notes{},
		agencies: map[string]*tenancy.Agency{}, audits: map[string]*api.SystemAssessment{}, moves: map[string]*api.SystemMigration{},
		consents: map[string]bool{}, sites: map[string]int{}, known: map[string]bool{}, pilot: map[string]bool{},
		frozen: map[string]string{}, serviced: map[string]string{}, resources: map[string]bool{}, funded: map[string]bool{},
	}
	b.input.Start = latest(dateOf(w.Programme.Spec.StartsOn), b.today)
	for _, step := range []func(){b.index, b.calendars, b.stages, b.deadlines, b.centres, b.budgets, b.systems} {
		step()
	}
	b.input.Assumptions, b.input.Notes = b.assumed.list(), b.notes.list()
	return *b.input, nil
}

// index sorts everything by name, so that the order in which objects were read
// means nothing, and finds it by system.
func (b *builder) index() {
	w := &b.world
	w.Systems = sorted(w.Systems, func(s *tenancy.InformationSystem) string { return s.Namespace + "/" + s.Name })
	w.Migrations = sorted(w.Migrations, func(m *api.SystemMigration) string { return m.Namespace + "/" + m.Name })
	w.Budgets = sorted(w.Budgets, func(x *finance.Budget) string { return x.Namespace + "/" + x.Name })
	said := map[string][]governance.Approval{}
	for _, a := range w.Approvals {
		said[a.Namespace] = append(said[a.Namespace], a)
	}
	for i := range w.Systems {
		b.known[NameOf(agencyOf(w.Systems[i].Namespace), w.Systems[i].Name)] = true
	}
	for i := range w.Agencies {
		b.agencies[w.Agencies[i].Name] = &w.Agencies[i]
	}
	for i := range w.Sites {
		b.sites[w.Sites[i].Name] = i
	}
	for i := range w.Migrations {
		b.move(&w.Migrations[i], said[w.Migrations[i].Namespace])
	}
	for i := range w.Assessments {
		b.audit(&w.Assessments[i])
	}
	for _, wave := range w.Waves {
		if wave.Spec.Kind == api.WavePilot && wave.Spec.Programme == w.Programme.Name {
			for _, s := range wave.Spec.Systems {
				b.pilot[NameOf(s.Agency, s.Name)] = true
			}
		}
	}
}

// sorted is a list by name; the list itself stays as it is.
func sorted[T any](list []T, name func(*T) string) []T {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y T) int { return cmp.Compare(name(&x), name(&y)) })
	return list
}

// move keeps the first migration of each system.
func (b *builder) move(m *api.SystemMigration, said []governance.Approval) {
	name := NameOf(agencyOf(m.Namespace), m.Spec.System)
	if b.moves[name] != nil {
		b.notes.add(NoteMigrations, name)
		return
	}
	b.moves[name] = m
	hashes, err := facts.MigrationContents(m.Spec, facts.Basis{})
	if err != nil {
		return
	}
	words := migration.Words{All: facts.Words(said, "SystemMigration", m.Name), Hashes: hashes, Author: m.Annotations[tenancy.AnnotationRequestedBy]}
	b.consents[name] = words.Approved(migration.MatterConsent, "GO")
}

// audit keeps the assessment of each system that was made last.
func (b *builder) audit(a *api.SystemAssessment) {
	name := NameOf(agencyOf(a.Namespace), a.Spec.System)
	if old := b.audits[name]; old == nil || old.CreationTimestamp.Before(&a.CreationTimestamp) ||
		old.CreationTimestamp.Equal(&a.CreationTimestamp) && old.Name < a.Name {
		b.audits[name] = a
	}
}

// stages are those of the rules, with the days that the programme gives them.
func (b *builder) stages() {
	for _, s := range b.world.Profile.Spec.Stages {
		stage := schedule.Stage{Name: "stage " + number(int64(s.Number))}
		if p := b.world.Programme.Spec.Planning; p != nil {
			for _, w := range p.Stages {
				if w.Number == s.Number {
					stage.Opens, stage.Deadline = dateOf(w.Opens), dateOf(w.Deadline)
				}
			}
		}
		b.input.Stages = append(b.input.Stages, stage)
	}
}

// deadlines are those of the rules that are enforced, and the programme's end.
func (b *builder) deadlines() {
	for _, d := range b.world.Profile.Spec.Deadlines {
		if b.world.Book.Enforcement(d.Rule) != regulation.Off && d.State == string(api.StatePublished) {
			b.input.Milestones = append(b.input.Milestones, schedule.Milestone{Name: d.ID, Deadline: dateOf(d.LastDay)})
		}
	}
	b.input.Milestones = append(b.input.Milestones, schedule.Milestone{Name: ProgrammeEnd, Deadline: dateOf(b.world.Programme.Spec.EndsOn)})
	slices.SortStableFunc(b.input.Milestones, func(x, y schedule.Milestone) int { return cmp.Compare(x.Deadline, y.Deadline) })
	for _, m := range b.input.Milestones {
		if m.Deadline >= b.input.Start {
			b.deadline = earliest(b.deadline, m.Deadline)
		}
	}
}

// agencyOf is the agency whose namespace this is.
func agencyOf(namespace string) string {
	return strings.TrimPrefix(namespace, tenancy.AgencyNamespace(""))
}
