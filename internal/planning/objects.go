package planning

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
)

// Plans are the plans of the agencies, as objects. What a system has behind it
// keeps the days on which it was.
func (p Proposal) Plans(w World) []api.MigrationPlan {
	moves := MovesOf(w)
	items := map[string][]api.PlanItem{}
	for _, s := range p.Plan.Systems {
		agency, system, _ := strings.Cut(s.System, "/")
		items[agency] = append(items[agency], item(w.Programme, system, s, moves[s.System]))
	}
	for _, x := range p.Input.Excluded {
		if agency, system, _ := strings.Cut(x.System, "/"); x.Why == OutPublished && PublishedOn(moves[x.System]) != "" {
			items[agency] = append(items[agency], past(system, moves[x.System]))
		}
	}
	plans := make([]api.MigrationPlan, 0, len(items))
	for _, agency := range sortedKeys(items) {
		slices.SortFunc(items[agency], func(a, b api.PlanItem) int { return cmp.Compare(a.System, b.System) })
		plans = append(plans, api.MigrationPlan{
			TypeMeta:   metav1.TypeMeta{APIVersion: api.GroupVersion.String(), Kind: "MigrationPlan"},
			ObjectMeta: metav1.ObjectMeta{Namespace: tenancy.AgencyNamespace(agency), Name: agency},
			Spec:       api.MigrationPlanSpec{Programme: w.Programme.Name, Items: items[agency], Inputs: p.Hash},
		})
	}
	return plans
}

// MovesOf finds the migrations of a programme by agency/system.
func MovesOf(w World) map[string]*api.SystemMigration {
	moves := map[string]*api.SystemMigration{}
	for _, m := range sorted(w.Migrations, func(m *api.SystemMigration) string { return m.Namespace + "/" + m.Name }) {
		if name := NameOf(agencyOf(m.Namespace), m.Spec.System); moves[name] == nil && m.Spec.Programme == w.Programme.Name {
			moves[name] = &m
		}
	}
	return moves
}

// waveName is the name of a wave: move-2026-w03.
func waveName(programme string, number int) string { return fmt.Sprintf("%s-w%02d", programme, number) }

// item is a system of a plan. Phases that it has behind it begin when it entered
// them, and never after what follows them.
func item(p api.MigrationProgramme, system string, s schedule.Placement, m *api.SystemMigration) api.PlanItem {
	starts, last := map[string]tenancy.Date{}, tenancy.Date("")
	for _, slot := range s.Phases {
		starts[slot.Phase], last = tenancy.Date(slot.Start), tenancy.Date(slot.End)
	}
	days := [4]tenancy.Date{starts[Preparation], starts[Replication], starts[Testing], starts[Cutover]}
	been := [4]tenancy.Date{Entered(m, api.StatePreparing), Entered(m, api.StateReplicating), Entered(m, api.StateTesting), ""}
	for i := 2; i >= 0; i-- {
		if days[i] == "" {
			days[i] = min(cmp.Or(been[i], days[i+1]), days[i+1])
		}
	}
	return api.PlanItem{System: system, Wave: waveName(p.Name, s.Wave), Preparation: days[0], Replication: days[1],
		Testing: days[2], Cutover: days[3], Decommission: last, BindingConstraint: Binding(s.Binding)}
}

// past is a system that works from the platform already.
func past(system string, m *api.SystemMigration) api.PlanItem {
	on := PublishedOn(m)
	back := func(d, before tenancy.Date) tenancy.Date { return min(cmp.Or(d, before), before) }
	testing := back(Entered(m, api.StateTesting), on)
	replication := back(Entered(m, api.StateReplicating), testing)
	return api.PlanItem{System: system, Preparation: back(Entered(m, api.StatePreparing), replication), Replication: replication,
		Testing: testing, Cutover: on, Decommission: max(on, Entered(m, api.StateClosed))}
}

// Waves are the waves of a proposal, as objects.
func (p Proposal) Waves(w World) []api.MigrationWave {
	placed := map[string]schedule.Placement{}
	for _, s := range p.Plan.Systems {
		placed[s.System] = s
	}
	waves := make([]api.MigrationWave, 0, len(p.Plan.Waves))
	for _, x := range p.Plan.Waves {
		o := api.MigrationWave{
			TypeMeta:   metav1.TypeMeta{APIVersion: api.GroupVersion.String(), Kind: "MigrationWave"},
			ObjectMeta: metav1.ObjectMeta{Name: waveName(w.Programme.Name, x.Number), Labels: map[string]string{api.LabelPlanned: "true"}},
			Spec:       api.MigrationWaveSpec{Programme: w.Programme.Name, Kind: api.WaveRegular, From: tenancy.Date(x.From), To: tenancy.Date(x.To)},
		}
		for _, name := range x.Systems {
			agency, system, _ := strings.Cut(name, "/")
			o.Spec.Systems = append(o.Spec.Systems, tenancy.SystemReference{Agency: agency, Name: system})
			o.Spec.From = min(o.Spec.From, replicates(placed[name]))
			o.Spec.To = max(o.Spec.To, tenancy.Date(placed[name].Live))
		}
		waves = append(waves, o)
	}
	return waves
}

// replicates is the first day of what comes after the preparation.
func replicates(s schedule.Placement) tenancy.Date {
	for _, slot := range s.Phases {
		if slot.Phase != Preparation {
			return tenancy.Date(slot.Start)
		}
	}
	return tenancy.Date(s.Live)
}
