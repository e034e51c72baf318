package planning_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/planning"
)

const today = "2026-11-23"

func at(day string) metav1.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return metav1.NewTime(t.Add(12 * time.Hour))
}

// world is a ministry with three systems, one of which depends on another.
func world() planning.World {
	group, stage, mbps, data := int32(1), int32(3), int32(1000), int64(2000)
	return planning.World{
		Programme: api.MigrationProgramme{ObjectMeta: metav1.ObjectMeta{Name: "move"}, Spec: api.MigrationProgrammeSpec{
			StartsOn: "2026-01-05", EndsOn: "2028-12-31", Calendar: "kz", ParallelCutovers: 2, HypercareDays: 14,
			Planning: &api.Planning{Teams: []api.Team{{Kind: api.TeamAgency, Name: "minfin", People: 1}}},
		}},
		Profile: governance.RegulationProfile{Spec: governance.RegulationProfileSpec{
			Stages: []governance.Stage{{Number: 3}}, UserGroups: []governance.UserGroupPolicy{{Number: 1, Priority: 1}},
			Categories: []governance.CategoryPolicy{
				{Category: tenancy.CategoryHighPriority, Priority: 1, Moves: true},
				{Category: tenancy.CategoryNotMoved, Priority: 5},
			},
			Deadlines: []governance.Deadline{{ID: "departmental", LastDay: "2026-09-30", State: "Published", Rule: "R"}},
		}},
		Book:     regulation.NewBook(regulation.Profile{Edition: "e", Rules: []regulation.Rule{{ID: "R", Enforcement: regulation.Warn}}}, nil),
		Agencies: []tenancy.Agency{{ObjectMeta: metav1.ObjectMeta{Name: "minfin"}, Spec: tenancy.AgencySpec{UserGroup: &group}}},
		Systems: []tenancy.InformationSystem{
			system("minfin", "esf", tenancy.CategoryHighPriority, tenancy.SystemReference{Agency: "minfin", Name: "treasury"}),
			system("minfin", "treasury", tenancy.CategoryHighPriority),
			system("minfin", "archive", ""),
		},
		Migrations: []api.SystemMigration{{
			ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: "esf"},
			Spec:       api.SystemMigrationSpec{System: "esf", Programme: "move", Stage: &stage, SourceSite: "room", DataGiB: &data, Supplier: "soft"},
		}},
		Sites: []api.SourceSite{{ObjectMeta: metav1.ObjectMeta{Name: "room"}, Spec: api.SourceSiteSpec{Agency: "minfin", BandwidthMbps: &mbps}}},
		Calendars: []api.ChangeCalendar{{ObjectMeta: metav1.ObjectMeta{Name: "kz"}, Spec: api.ChangeCalendarSpec{
			Holidays: []api.Holiday{{Day: "2027-01-01", Titles: tenancy.Names{EN: "New Year"}}},
			Freezes:  []api.Freeze{{Name: "year-end", From: "2026-12-20", To: "2026-12-31", Reason: "accounts"}},
		}}},
		Centres: []compute.DataCentre{{ObjectMeta: metav1.ObjectMeta{Name: "astana-1"}, Spec: compute.DataCentreSpec{
			Country: "KZ", CommissionedOn: "2026-01-01"}, Status: compute.DataCentreStatus{
			Allocatable: compute.Resources{VCPU: 100, MemoryMiB: 400 << 10, DiskGiB: 50_000}}}},
	}
}

func system(agency, name string, c tenancy.Category, after ...tenancy.SystemReference) tenancy.InformationSystem {
	return tenancy.InformationSystem{
		ObjectMeta: metav1.ObjectMeta{Namespace: tenancy.AgencyNamespace(agency), Name: name},
		Spec:       tenancy.InformationSystemSpec{Category: c, Dependencies: after},
	}
}

// state puts a system's migration where its history says it went, a step on each day.
func state(w *planning.World, name string, steps map[api.State]string, now api.State) {
	m := api.SystemMigration{ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: name}, Spec: api.SystemMigrationSpec{System: name, Programme: "move"}}
	m.Status.State = now
	for _, s := range []api.State{api.StatePreparing, api.StateReplicating, api.StateTesting, api.StatePublished} {
		if day, been := steps[s]; been {
			m.Status.History = append(m.Status.History, api.TransitionRecord{To: s, At: at(day)})
		}
	}
	w.Migrations = append(w.Migrations, m)
}

// large is a programme of so many systems in agencies of ten, each of which may
// depend on one before it.
func large(systems int) planning.World {
	w, rng := world(), rand.New(rand.NewPCG(1, 2))
	w.Systems, w.Migrations, w.Agencies, w.Programme.Spec.Planning, w.Centres = nil, nil, nil, nil, nil
	for n := range systems {
		agency := fmt.Sprintf("agency-%02d", n/10)
		if n%10 == 0 {
			w.Agencies = append(w.Agencies, tenancy.Agency{ObjectMeta: metav1.ObjectMeta{Name: agency}})
		}
		s := system(agency, fmt.Sprintf("system-%d", n), tenancy.CategoryHighPriority)
		if n%10 > 0 && rng.IntN(3) == 0 {
			s.Spec.Dependencies = []tenancy.SystemReference{{Agency: agency, Name: fmt.Sprintf("system-%d", n-1)}}
		}
		w.Systems = append(w.Systems, s)
	}
	return w
}

func propose(t testing.TB, w planning.World) planning.Proposal {
	t.Helper()
	p, err := planning.Propose(w, today)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
