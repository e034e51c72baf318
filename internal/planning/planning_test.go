package planning_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"pgregory.net/rapid"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/planning"
)

// live is the day on which a system goes live; empty: it is not planned.
func live(p planning.Proposal, name string) string {
	for _, s := range p.Plan.Systems {
		if s.System == name {
			return string(s.Live)
		}
	}
	return ""
}

func placement(t *testing.T, p planning.Proposal, name string) schedule.Placement {
	t.Helper()
	at := slices.IndexFunc(p.Plan.Systems, func(s schedule.Placement) bool { return s.System == name })
	if at < 0 {
		t.Fatalf("%s is not planned: %+v", name, p.Input.Excluded)
	}
	return p.Plan.Systems[at]
}

func TestPlansWhatIsRegistered(t *testing.T) {
	p := propose(t, world())
	esf, treasury := placement(t, p, "minfin/esf"), placement(t, p, "minfin/treasury")
	if esf.Phases[0].Start < today || esf.Live <= treasury.Live {
		t.Errorf("esf from %s live on %s, treasury live on %s: want nothing before today and esf after treasury",
			esf.Phases[0].Start, esf.Live, treasury.Live)
	}
	for _, s := range p.Plan.Systems {
		if s.Live >= "2026-12-20" && s.Live <= "2026-12-31" {
			t.Errorf("%s cuts over on %s, in a freeze", s.System, s.Live)
		}
	}
}

func TestListsWhatItAssumed(t *testing.T) {
	p := propose(t, world())
	said := map[string][]string{}
	for _, a := range p.Input.Assumptions {
		said[a.Name] = a.Systems
	}
	want := map[string][]string{
		planning.DataGiB:        {"minfin/archive", "minfin/treasury"},
		planning.SiteMbps:       {"link/unknown/minfin"},
		planning.SupplierPeople: {"supplier/soft"},
		planning.AgencyPeople:   nil,
	}
	for name, things := range want {
		if diff := cmp.Diff(things, said[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestWhatIsKnownChangesThePlan(t *testing.T) {
	const esf = "minfin/esf"
	before := live(propose(t, world()), esf)
	for name, tc := range map[string]struct {
		change func(*planning.World)
		ok     func(after string) bool
	}{
		"a larger team is sooner done": {func(w *planning.World) { w.Programme.Spec.Planning.Teams[0].People = 9 },
			func(after string) bool { return after < before }},
		"a thin link takes longer": {func(w *planning.World) { *w.Sites[0].Spec.BandwidthMbps = 2 },
			func(after string) bool { return after > before }},
		"a site within its useful life keeps its systems (C-3.6)": {func(w *planning.World) {
			w.Sites[0].Spec.DataCentre, w.Sites[0].Spec.UsefulLifeEndsOn = api.AnswerYes, "2027-12-31"
		}, func(after string) bool { return after > "2027-12-31" }},
		"a stage opens on its day": {func(w *planning.World) {
			w.Programme.Spec.Planning.Stages = []api.StageWindow{{Number: 3, Opens: "2028-01-03"}}
		}, func(after string) bool { return after > "2028-01-03" }},
		"nothing but the pilot leaves before the pilot is accepted": {func(w *planning.World) {
			w.Programme.Spec.Pilot = &api.Pilot{Until: "2027-12-31"}
		}, func(after string) bool { return after > "2027-12-31" }},
		"the pilot itself does": {func(w *planning.World) {
			w.Programme.Spec.Pilot = &api.Pilot{Until: "2027-12-31"}
			w.Waves = []api.MigrationWave{{Spec: api.MigrationWaveSpec{Programme: "move", Kind: api.WavePilot,
				Systems: []tenancy.SystemReference{{Agency: "minfin", Name: "esf"}, {Agency: "minfin", Name: "treasury"}}}}}
		}, func(after string) bool { return after < "2027-12-31" }},
		"a data centre that grows late holds it back": {func(w *planning.World) {
			w.Centres[0].Status.Allocatable = compute.Resources{}
			w.Programme.Spec.Planning.Growth = []api.Growth{{DataCentre: "astana-1", From: "2028-01-03", VCPU: 100, MemoryGiB: 400, DiskGiB: 50_000}}
		}, func(after string) bool { return after > "2028-01-03" }},
		"a window fixes the day": {func(w *planning.World) {
			w.Migrations[0].Spec.Window = &api.CutoverWindow{From: at("2027-12-20"), To: at("2027-12-21")}
		}, func(after string) bool { return after == "2027-12-20" }},
		// As the gate of a migration does, which forbids a cut-over in freezes alone.
		"a window may lie on a holiday": {func(w *planning.World) {
			w.Calendars[0].Spec.Holidays = append(w.Calendars[0].Spec.Holidays, api.Holiday{Day: "2027-12-20"})
			w.Migrations[0].Spec.Window = &api.CutoverWindow{From: at("2027-12-20"), To: at("2027-12-21")}
		}, func(after string) bool { return after == "2027-12-20" }},
		"a freeze of the agency keeps it and what it waits for from going over": {func(w *planning.World) {
			w.Calendars[0].Spec.Freezes = append(w.Calendars[0].Spec.Freezes,
				api.Freeze{Name: "audit", From: "2026-12-01", To: "2028-06-30", Agencies: []string{"minfin"}})
		}, func(after string) bool { return after == "2028-07-02" }},
		"the audit's effort takes its days": {func(w *planning.World) {
			w.Assessments = []api.SystemAssessment{{Spec: api.SystemAssessmentSpec{System: "esf", Disposition: api.DispositionRewrite,
				Answers: []api.QuestionAnswer{{Question: "architecture", Answer: "monolith"}}}}}
			w.Assessments[0].Namespace = "agency-minfin"
		}, func(after string) bool { return after > before }},
		"what is copied already is not copied again": {func(w *planning.World) { w.Migrations[0].Status.State = api.StateTesting },
			func(after string) bool { return after < before }},
		"what stays is not planned": {func(w *planning.World) { w.Systems[0].Spec.Category = tenancy.CategoryNotMoved },
			func(after string) bool { return after == "" }},
		"what is put off without a day is not planned": {func(w *planning.World) { w.Migrations[0].Spec.Deferred = &api.Aside{Reason: "court"} },
			func(after string) bool { return after == "" }},
	} {
		t.Run(name, func(t *testing.T) {
			w := world()
			tc.change(&w)
			if after := live(propose(t, w), esf); !tc.ok(after) {
				t.Errorf("live on %q, before the change on %q", after, before)
			}
		})
	}
}

func TestACircleOfDependenciesIsNamedAndPlanned(t *testing.T) {
	w := world()
	w.Systems[1].Spec.Dependencies = []tenancy.SystemReference{{Agency: "minfin", Name: "esf"}, {Agency: "minfin", Name: "nowhere"}}
	p := propose(t, w)
	want := []planning.Note{
		{Code: planning.NoteCycle, Things: []string{"minfin/esf", "minfin/treasury"}},
		{Code: planning.NoteUnknownSystem, Things: []string{"minfin/nowhere"}},
	}
	if diff := cmp.Diff(want, p.Input.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	if len(p.Plan.Systems) != 3 {
		t.Errorf("%d systems are planned, want 3", len(p.Plan.Systems))
	}
}

func TestMoneyOfTheYearBinds(t *testing.T) {
	w := world()
	cost := int64(1000)
	w.Migrations[0].Spec.Cost = &cost
	var err error
	for _, change := range []string{"budget/minfin/2026=0", "budget/minfin/2027=0", "budget/minfin/2028=1000"} {
		if w, err = w.With(change); err != nil {
			t.Fatal(err)
		}
	}
	if got := live(propose(t, w), "minfin/esf"); got < "2028-01-01" {
		t.Errorf("live on %s, before there is money", got)
	}
}

func TestTheSameObjectsInAnyOrderGiveTheSamePlan(t *testing.T) {
	w := large(60)
	first := propose(t, w)
	slices.Reverse(w.Systems)
	slices.Reverse(w.Agencies)
	if diff := cmp.Diff(first, propose(t, w)); diff != "" {
		t.Errorf("another order gave another plan:\n%s", diff)
	}
}

// limit of the planner for the 638 systems of the Concept, ten times what the
// issue allows: other tests share the machine. The bench measures it alone.
const limit = 10 * time.Second

func TestPlansTheWholeProgramme(t *testing.T) {
	w := large(638)
	from := time.Now()
	p := propose(t, w)
	if took := time.Since(from); took > limit {
		t.Errorf("took %s, want at most %s", took, limit)
	}
	if len(p.Plan.Systems) != 638 {
		t.Errorf("%d systems are planned, want 638; first left out: %+v", len(p.Plan.Systems), p.Input.Excluded[:1])
	}
	t.Logf("took %s, waves %d, finish %s", time.Since(from), len(p.Plan.Waves), p.Plan.Finish)
}

func TestPlansAsObjects(t *testing.T) {
	w := world()
	state(&w, "treasury", map[api.State]string{api.StatePreparing: "2026-02-02", api.StateReplicating: "2026-05-04",
		api.StateTesting: "2026-06-01", api.StatePublished: "2026-07-20"}, api.StateHypercare)
	p := propose(t, w)
	plans := p.Plans(w)
	if len(plans) != 1 || plans[0].Namespace != "agency-minfin" || plans[0].Name != "minfin" || plans[0].Spec.Inputs != p.Hash {
		t.Fatalf("plans %+v", plans)
	}
	items := plans[0].Spec.Items
	want := api.PlanItem{System: "treasury", Preparation: "2026-02-02", Replication: "2026-05-04", Testing: "2026-06-01",
		Cutover: "2026-07-20", Decommission: "2026-07-20"}
	if diff := cmp.Diff(want, items[2]); diff != "" {
		t.Errorf("what is published (-want +got):\n%s", diff)
	}
	for _, i := range items {
		days := []tenancy.Date{i.Preparation, i.Replication, i.Testing, i.Cutover, i.Decommission}
		if !slices.IsSorted(days) {
			t.Errorf("days of %s are out of order: %v", i.System, days)
		}
	}
	for _, wave := range p.Waves(w) {
		if !strings.HasPrefix(wave.Name, "move-w") || wave.Spec.From > wave.Spec.To || len(wave.Spec.Systems) == 0 {
			t.Errorf("wave %+v", wave)
		}
	}
}

func TestWith(t *testing.T) {
	for name, tc := range map[string]struct{ change, want string }{
		"refuses what is no change":        {"team", `"team" is no change: write KEY=VALUE`},
		"refuses an unknown key":           {"colour/red=1", `"colour/red=1": there is no "colour/red" to change`},
		"refuses a team of nobody":         {"team/minfin=0", `"team/minfin=0": want a whole number of at least 1`},
		"refuses a site that is not there": {"bandwidth/moon=1", `"bandwidth/moon=1": there is no SourceSite "moon"`},
		"refuses a data centre like that":  {"commissioned/moon=2027-01-01", `"commissioned/moon=2027-01-01": there is no DataCentre "moon"`},
		"refuses a day that is none":       {"end=soon", `"end=soon": want a day, YYYY-MM-DD`},
		"refuses a span that is none":      {"freeze=2027-01-01", `"freeze=2027-01-01": want two days`},
		"refuses a system that is unknown": {"data/minfin/moon=1", `"data/minfin/moon=1": there is no system "minfin/moon"`},
		"refuses a year that is none":      {"budget/minfin=1", `"budget/minfin=1": want budget/AGENCY/YEAR`},
		"takes a default":                  {"testing-days=5", ""},
		"takes a default of an answer":     {"effort/virtual=no=50", `"effort/virtual=no=50": there is no`},
		"takes people":                     {"team/minfin=4", ""},
		"takes suppliers":                  {"supplier/soft=4", ""},
		"takes the operator's crew":        {"operator=4", ""},
		"takes cut-overs a day":            {"cutovers=4", ""},
		"takes bandwidth":                  {"bandwidth/room=4", ""},
		"takes a commissioning":            {"commissioned/astana-1=2027-04-01", ""},
		"takes a freeze":                   {"freeze=2027-01-01..2027-02-01", ""},
		"takes a freeze of an agency":      {"freeze/minfin=2027-01-01..2027-02-01", ""},
		"takes money":                      {"budget/minfin/2027=100", ""},
		"takes the data of a system":       {"data/minfin/archive=100000", ""},
		"takes a fixed day":                {"cutover/minfin/esf=2027-12-20", ""},
		"takes a deferral":                 {"deferred/minfin/archive=2027-12-20", ""},
		"takes the programme's days":       {"start=2027-02-01", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w, untouched := world(), world()
			got, err := w.With(tc.change)
			if tc.want != "" {
				if err == nil || !strings.HasPrefix(err.Error(), tc.want) {
					t.Fatalf("says %v, want %s", err, tc.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			propose(t, got)
			if diff := cmp.Diff(untouched.Programme, w.Programme); diff != "" {
				t.Errorf("the world itself has changed:\n%s", diff)
			}
		})
	}
}

func TestARehearsalIsRepeatable(t *testing.T) {
	p := propose(t, world())
	first, err := p.Rehearse(100, 7)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.Rehearse(100, 7)
	if diff := cmp.Diff(first, again); diff != "" || err != nil {
		t.Errorf("the same seed gave another outlook (%v):\n%s", err, diff)
	}
	if len(first.Milestones) != 2 || first.Milestones[0].Kept != 0 || first.Milestones[1].Kept != 100 {
		t.Errorf("milestones %+v, want the passed one never kept and the programme's end always", first.Milestones)
	}
}

func TestBurndown(t *testing.T) {
	w := world()
	state(&w, "treasury", map[api.State]string{api.StatePublished: "2026-07-20"}, api.StateClosed)
	p := propose(t, w)
	b := planning.BurndownOf(w, p, today)
	if b.Systems != 3 || b.Plans != 0 || b.Points[0] != (planning.Point{Day: "2026-01-31", Baseline: -1, Forecast: 3, Fact: 3}) {
		t.Errorf("burndown of %d systems begins with %+v", b.Systems, b.Points[0])
	}
	if got := b.Points[6]; got != (planning.Point{Day: "2026-07-31", Baseline: -1, Forecast: 2, Fact: 2}) {
		t.Errorf("after a system was published: %+v", got)
	}
	if got := b.Points[len(b.Points)-1]; got.Forecast != 0 || got.Fact != -1 {
		t.Errorf("in the end: %+v", got)
	}
	w.Plans = p.Plans(w)
	if got := planning.BurndownOf(w, p, today); got.Plans != 1 || got.Agreed != 0 || got.Points[6].Baseline != 2 {
		t.Errorf("with a plan: %+v", got)
	}
}

func TestABindingIsReadAsItWasWritten(t *testing.T) {
	for _, s := range propose(t, large(60)).Plan.Systems {
		got, ok := planning.ParseBinding(planning.Binding(s.Binding))
		if diff := cmp.Diff(s.Binding, got); diff != "" || !ok {
			t.Fatalf("binding (-want +got):\n%s", diff)
		}
	}
	if _, ok := planning.ParseBinding("because the minister said so"); ok {
		t.Error("takes a text of people for a binding")
	}
}

func FuzzParseBinding(f *testing.F) {
	f.Add("Testing: Resource team/minfin; Calendar working/Nauryz")
	f.Fuzz(func(t *testing.T, text string) {
		b, ok := planning.ParseBinding(text)
		if again, _ := planning.ParseBinding(planning.Binding(b)); ok && len(text) < 900 && cmp.Diff(b, again) != "" {
			t.Errorf("%q is read as %+v and again as %+v", text, b, again)
		}
	})
}

func TestEverySystemIsPlannedOnceOrLeftOutForAReason(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := world()
		w.Systems, w.Migrations = nil, nil
		count := rapid.IntRange(1, 12).Draw(r, "systems")
		for n := range count {
			s := system("minfin", fmt.Sprintf("s%02d", n), rapid.SampledFrom([]tenancy.Category{tenancy.CategoryHighPriority, tenancy.CategoryNotMoved, ""}).Draw(r, "category"))
			for range rapid.IntRange(0, 2).Draw(r, "dependencies") {
				s.Spec.Dependencies = append(s.Spec.Dependencies, tenancy.SystemReference{Agency: "minfin", Name: fmt.Sprintf("s%02d", rapid.IntRange(0, count).Draw(r, "on"))})
			}
			w.Systems = append(w.Systems, s)
			if rapid.Bool().Draw(r, "registered") {
				data := rapid.Int64Range(0, 50_000).Draw(r, "data")
				state := rapid.SampledFrom(slices.Concat(migration.Way, migration.Asides)).Draw(r, "state")
				w.Migrations = append(w.Migrations, api.SystemMigration{
					ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: s.Name},
					Spec:       api.SystemMigrationSpec{System: s.Name, Programme: rapid.SampledFrom([]string{"move", "other"}).Draw(r, "programme"), DataGiB: &data},
					Status:     api.SystemMigrationStatus{State: api.State(state)},
				})
			}
		}
		p := propose(t, w)
		seen := map[string]int{}
		for _, s := range p.Plan.Systems {
			seen[s.System]++
		}
		for _, x := range p.Input.Excluded {
			seen[x.System]++
		}
		for _, s := range w.Systems {
			if name := "minfin/" + s.Name; seen[name] != 1 {
				r.Errorf("%s is planned or left out %d times", name, seen[name])
			}
		}
		for _, plan := range p.Plans(w) {
			for _, i := range plan.Spec.Items {
				if days := []tenancy.Date{i.Preparation, i.Replication, i.Testing, i.Cutover, i.Decommission}; !slices.IsSorted(days) {
					r.Errorf("days of %s are out of order: %v", i.System, days)
				}
			}
		}
	})
}

func FuzzWith(f *testing.F) {
	for _, change := range []string{"team/minfin=4", "freeze=2027-01-01..2027-02-01", "budget/minfin/2027=100", "cutover/minfin/esf=2027-12-20", "testing-days=5"} {
		f.Add(change)
	}
	f.Fuzz(func(t *testing.T, change string) {
		w, err := world().With(change)
		if err != nil {
			return
		}
		if _, err := planning.Build(w, today); err != nil {
			t.Errorf("%q is taken, but cannot be planned with: %v", change, err)
		}
	})
}
