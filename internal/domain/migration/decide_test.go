package migration_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// clear is a migration against which nothing stands and whose window is open.
func clear() migration.Facts {
	var measures []migration.Measure
	for i, gate := range []migration.State{
		migration.Audited, migration.Categorised, migration.Prioritised, migration.Preparing,
		migration.Replicating, migration.Replicating, migration.Replicating, migration.Replicating,
		migration.Replicating, migration.Replicating, migration.Replicating, migration.Replicating,
		migration.Accepted, migration.Published,
	} {
		measures = append(measures, migration.Measure{Number: i + 1, Rule: "KZ-MIG-P01", Gate: gate})
	}
	return migration.Facts{
		Name: "minfin/esf",
		Now:  now, Today: "2026-11-22", Goal: migration.Closed,
		Category: "Priority", Moves: true, HoldsPersonalData: true,
		Participation: "Mandatory", Measures: measures,
		Assessment: migration.Assessment{Disposition: "Move"},
		Site:       &migration.Site{Name: "room", DataCentre: "No"},
		Stage:      3, StageOpen: true, Payer: "minfin", Funded: true, Horizon: "2028-12-31",
		Environment: true, PilotOpen: true,
		Rehearsals: []migration.Rehearsal{{EndedAt: now.Add(-48 * time.Hour), DeltaApplied: true, Passed: []string{"rows-equal"}, RollbackTried: true}},
		Criteria:   []string{"rows-equal"},
		Acceptance: &migration.Acceptance{At: now.Add(-24 * time.Hour), Current: true},
		Window:     &migration.Window{From: now.Add(-time.Hour), To: now.Add(time.Hour)},
		Since:      now.Add(-15 * 24 * time.Hour), Hypercare: 14 * 24 * time.Hour,
		SourceDisabled: true, DecommissionPlanned: true, Decommissioned: true, DataDestroyed: true,
	}
}

func TestAMoveWithoutObstaclesPassesEveryStateOnTheWay(t *testing.T) {
	p, f := migration.Position{}, clear()
	for i, want := range migration.Way {
		f.Window = &migration.Window{From: now.Add(-time.Hour), To: now.Add(time.Hour)}
		d := migration.Decide(p, f, regulation.Book{})
		if d.To != want {
			t.Fatalf("step %d from %q leads to %q, want %q; obstacles %+v", i, p.State, d.To, want, d.Obstacles)
		}
		p.State = d.To
	}
	if d := migration.Decide(p, f, regulation.Book{}); d.To != "" {
		t.Errorf("from Closed it goes on to %s", d.To)
	}
}

// brief is an obstacle without its words.
type brief struct{ Code, Rule, Party string }

func briefs(all []migration.Obstacle) []brief {
	var out []brief
	for _, o := range all {
		out = append(out, brief{o.Code, o.Rule, o.Party})
	}
	return out
}

func TestDecide(t *testing.T) {
	for name, tc := range map[string]struct {
		at     migration.State
		change func(*migration.Facts)
		to     migration.State
		shut   []brief
	}{
		"waits for every party of an open measure": {
			migration.Audited, func(f *migration.Facts) {
				f.Measures[1].Rule, f.Measures[1].Waiting = "KZ-MIG-P02", []string{"SI", "OPERATOR"}
			}, "", []brief{{"MeasureOpen", "KZ-MIG-P02", "SI"}, {"MeasureOpen", "KZ-MIG-P02", "OPERATOR"}},
		},
		"stops when a party has rejected": {
			migration.Registered, func(f *migration.Facts) { f.Measures[0].Rejected = []string{"GO"} },
			"", []brief{{"MeasureRejected", "KZ-MIG-P01", "GO"}},
		},
		"does not prepare a voluntary body without its consent": {
			migration.Prioritised, func(f *migration.Facts) { f.Participation = "Voluntary" },
			"", []brief{{"ConsentMissing", "C-7.6", "GO"}},
		},
		"takes an unknown participation for a voluntary one": {
			migration.Prioritised, func(f *migration.Facts) { f.Participation = "Unknown" },
			"", []brief{{"ConsentMissing", "C-7.6", "GO"}},
		},
		"prepares a voluntary body that has consented": {
			migration.Prioritised, func(f *migration.Facts) { f.Participation, f.Consent = "Voluntary", true }, migration.Preparing, nil,
		},
		"leaves a data centre that meets decree 832 where it is": {
			migration.Prioritised, func(f *migration.Facts) {
				f.Site = &migration.Site{Name: "own", DataCentre: "Yes", ConformsUntil: "2026-11-22"}
			}, "", []brief{{"SiteConforms", "KZ-DC-EXC", "GO"}},
		},
		"does not begin from a site that is on no record": {
			migration.Prioritised, func(f *migration.Facts) { f.SiteLost = "ghost" },
			"", []brief{{"SiteUnknown", "KZ-DC-EXC", "GO"}},
		},
		"does not begin from a site that nobody has named": {
			migration.Prioritised, func(f *migration.Facts) { f.Site = nil },
			"", []brief{{"SiteUnknown", "KZ-DC-EXC", "GO"}},
		},
		"does not take an unknown site for a server room": {
			migration.Prioritised, func(f *migration.Facts) { f.Site.DataCentre = "Unknown" },
			"", []brief{{"SiteUnknown", "KZ-DC-EXC", "GO"}},
		},
		"asks for no site of a body that wants to move": {
			migration.Prioritised, func(f *migration.Facts) { f.Participation, f.Consent, f.Site = "Voluntary", true, nil }, migration.Preparing, nil,
		},
		"asks not for the site again once it has begun": {
			migration.Preparing, func(f *migration.Facts) { f.Site = nil }, migration.Replicating, nil,
		},
		"moves out of such a data centre the day after its record ends": {
			migration.Prioritised, func(f *migration.Facts) {
				f.Site = &migration.Site{Name: "own", DataCentre: "Yes", ConformsUntil: "2026-11-21"}
			}, migration.Preparing, nil,
		},
		"waits for the end of the equipment's useful life": {
			migration.Prioritised, func(f *migration.Facts) {
				f.Site = &migration.Site{Name: "own", DataCentre: "Yes", UsefulLifeEndsOn: "2027-06-30"}
			}, "", []brief{{"UsefulLife", "KZ-DC-LIFE", "GO"}},
		},
		"does not wait for the useful life of a server room": {
			migration.Prioritised, func(f *migration.Facts) {
				f.Site = &migration.Site{Name: "own", DataCentre: "No", UsefulLifeEndsOn: "2027-06-30"}
			}, migration.Preparing, nil,
		},
		"does not move a system that is to be written off": {
			migration.Prioritised, func(f *migration.Facts) { f.Assessment.Disposition = "WriteOff" },
			"", []brief{{"NotForMove", "KZ-MIG-P02", "SI"}},
		},
		"replicates nothing to a place that may not hold it": {
			migration.Preparing, func(f *migration.Facts) { f.ResidencyRefusal, f.ResidencyRule = "abroad", "KZ-PD-12" },
			"", []brief{{"ResidencyRefused", "KZ-PD-12", "OPERATOR"}},
		},
		"replicates only the pilot's systems before its results are accepted": {
			migration.Preparing, func(f *migration.Facts) { f.PilotOpen = false },
			"", []brief{{"PilotOpen", "KZ-MIG-PLT", "OPERATOR"}},
		},
		"tests on until a delta was copied": {
			migration.Testing, func(f *migration.Facts) { f.Rehearsals[0].DeltaApplied = false },
			"", []brief{{"DeltaMissing", "C-6.2", "OPERATOR"}},
		},
		"tests on while a criterion is not met": {
			migration.Testing, func(f *migration.Facts) { f.Criteria = []string{"rows-equal", "fast"} },
			"", []brief{{"CriteriaFailed", "KZ-MIG-ACC", "OPERATOR"}},
		},
		"accepts nothing without criteria": {
			migration.Testing, func(f *migration.Facts) { f.Criteria = nil },
			"", []brief{{"CriteriaFailed", "KZ-MIG-ACC", "OPERATOR"}},
		},
		"tests on until the agency is satisfied": {
			migration.Testing, func(f *migration.Facts) { f.Acceptance = nil },
			"", []brief{{"NotAccepted", "KZ-MIG-ACC", "GO"}},
		},
		"tests again what changed after it was accepted": {
			migration.CutoverScheduled, func(f *migration.Facts) { f.Acceptance.Current = false }, migration.Testing, nil,
		},
		"schedules nothing into a freeze": {
			migration.Accepted, func(f *migration.Facts) { f.Freeze = "freeze elections-2026 until 2026-12-01" },
			"", []brief{{"Frozen", "KZ-MIG-P14", "GO"}},
		},
		"does not cut over before its window": {
			migration.CutoverScheduled, func(f *migration.Facts) {
				f.Window = &migration.Window{From: now.Add(time.Minute), To: now.Add(time.Hour)}
			}, "", []brief{{"WindowClosed", "KZ-MIG-P14", "OPERATOR"}},
		},
		"needs a new window when the old one passed": {
			migration.CutoverScheduled, func(f *migration.Facts) { f.Window.To = now }, migration.Accepted, nil,
		},
		"does not cut over with an untried way back": {
			migration.CutoverScheduled, func(f *migration.Facts) { f.Rehearsals[0].RollbackTried = false },
			"", []brief{{"RollbackUntried", "KZ-MIG-ACC", "OPERATOR"}},
		},
		"does not cut over before what it depends on": {
			migration.CutoverScheduled, func(f *migration.Facts) { f.Dependencies = []string{"minfin/esf"} },
			"", []brief{{"DependencyOld", "KZ-MIG-P14", "OPERATOR"}},
		},
		"does not cut over before somebody knows where what it depends on will run": {
			migration.CutoverScheduled, func(f *migration.Facts) { f.Adrift = []string{"minfin/tax"} },
			"", []brief{{"DependencyAdrift", "KZ-MIG-P14", "SI"}},
		},
		"does not cut over when an earlier measure was rejected since": {
			migration.CutoverScheduled, func(f *migration.Facts) { f.Measures[7].Rule, f.Measures[7].Rejected = "KZ-MIG-P08", []string{"GO"} },
			"", []brief{{"MeasureRejected", "KZ-MIG-P08", "GO"}},
		},
		"fails when the window closes before the services are published": {
			migration.CuttingOver, func(f *migration.Facts) { f.Window.To, f.Measures[13].Waiting = now, []string{"OPERATOR"} }, migration.Failed, nil,
		},
		"is published though the window closed meanwhile": {
			migration.CuttingOver, func(f *migration.Facts) { f.Window.To = now }, migration.Published, nil,
		},
		"goes back from a failed cut-over": {
			migration.Failed, func(f *migration.Facts) { f.Goal = migration.RolledBack }, migration.RolledBack, nil,
		},
		"tries a failed cut-over again in another window": {
			migration.Failed, func(f *migration.Facts) {
				f.Window = &migration.Window{From: now.Add(time.Hour), To: now.Add(2 * time.Hour)}
			}, migration.CutoverScheduled, nil,
		},
		"goes back while it is watched": {
			migration.Hypercare, func(f *migration.Facts) { f.Goal = migration.RolledBack }, migration.RolledBack, nil,
		},
		"does not go back once the old system is off": {
			migration.SourceDisabled, func(f *migration.Facts) { f.Goal = migration.RolledBack }, "", nil,
		},
		"watches a published system to the end": {
			migration.Hypercare, func(f *migration.Facts) { f.Since = now.Add(-14*24*time.Hour + time.Second) },
			"", []brief{{"Hypercare", "KZ-MIG-OFF", "OPERATOR"}},
		},
		"does not close while personal data lies at the old site": {
			migration.Decommissioning, func(f *migration.Facts) { f.DataDestroyed = false },
			"", []brief{{"DataRemains", "KZ-PD-18", "GO"}},
		},
		"takes a system that stays off the way": {
			migration.Categorised, func(f *migration.Facts) { f.Category, f.Moves = "NotMoved", false }, migration.NotSubject, nil,
		},
		"takes it back when its category moves after all": {
			migration.NotSubject, func(*migration.Facts) {}, migration.Registered, nil,
		},
		"pauses":                       {migration.Replicating, func(f *migration.Facts) { f.Pause = &migration.Aside{Reason: "leave"} }, migration.Paused, nil},
		"does not pause a cut-over":    {migration.CuttingOver, func(f *migration.Facts) { f.Pause = &migration.Aside{Reason: "leave"} }, migration.Published, nil},
		"defers until the day before":  {migration.Replicating, func(f *migration.Facts) { f.Deferral = &migration.Aside{Until: "2026-11-23"} }, migration.Deferred, nil},
		"defers no longer on that day": {migration.Replicating, func(f *migration.Facts) { f.Deferral = &migration.Aside{Until: "2026-11-22"} }, migration.Testing, nil},
		"goes no further than its goal": {
			migration.Replicating, func(f *migration.Facts) { f.Goal = migration.Replicating }, "", nil,
		},
		"takes no step from a state that it does not know": {"Lost", func(*migration.Facts) {}, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := clear()
			tc.change(&f)
			d := migration.Decide(migration.Position{State: tc.at}, f, regulation.Book{})
			if d.To != tc.to {
				t.Errorf("leads to %q, want %q", d.To, tc.to)
			}
			if diff := cmp.Diff(tc.shut, briefs(d.Obstacles)); diff != "" {
				t.Errorf("obstacles (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPausedMigrationGoesOnFromWhereItWas(t *testing.T) {
	f := clear()
	f.Pause = &migration.Aside{Reason: "leave"}
	d := migration.Decide(migration.Position{State: migration.Testing}, f, regulation.Book{})
	f.Pause = nil
	again := migration.Decide(migration.Position{State: d.To, Resume: d.Resume}, f, regulation.Book{})
	if d.To != migration.Paused || again.To != migration.Testing {
		t.Errorf("Testing leads to %s and back to %s, want Paused and Testing", d.To, again.To)
	}
}

func TestTheEditionSaysHowADemandIsEnforced(t *testing.T) {
	f := clear()
	f.StageOpen = false
	edition := func(e regulation.Enforcement) regulation.Book {
		return regulation.NewBook(regulation.Profile{Edition: "e", Rules: []regulation.Rule{{ID: "KZ-MIG-S3", Enforcement: e}}}, nil)
	}
	for name, tc := range map[string]struct {
		enforcement                regulation.Enforcement
		to                         migration.State
		wantObstacles, wantWarning int
	}{
		"a rule that denies shuts the gate": {regulation.Deny, "", 1, 0},
		"a rule that warns opens it":        {regulation.Warn, migration.Preparing, 0, 1},
		"a rule that is off is silent":      {regulation.Off, migration.Preparing, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			d := migration.Decide(migration.Position{State: migration.Prioritised}, f, edition(tc.enforcement))
			if d.To != tc.to || len(d.Obstacles) != tc.wantObstacles || len(d.Warnings) != tc.wantWarning {
				t.Errorf("Decide = %+v, want %q with %d obstacles and %d warnings", d, tc.to, tc.wantObstacles, tc.wantWarning)
			}
		})
	}
}

func TestAnObstacleSaysWhatToDoAndWhy(t *testing.T) {
	for name, tc := range map[string]struct {
		at     migration.State
		change func(*migration.Facts)
		want   migration.Obstacle
	}{
		"names the rule and the command, with the name of the system": {
			migration.Registered, func(f *migration.Facts) { f.Measures[0].Waiting = []string{"GO"} },
			migration.Obstacle{Gate: migration.Audited, Code: "MeasureOpen", Rule: "KZ-MIG-P01", Party: "GO",
				Message: "measure 1 waits for GO: ikpctl measure approve minfin/esf 1 (KZ-MIG-P01)"}},
		"says that the assessment changed after it was approved": {
			migration.Audited, func(f *migration.Facts) {
				f.Measures[1] = migration.Measure{Number: 2, Rule: "KZ-MIG-P02", Gate: migration.Categorised, Waiting: []string{"SI"}, Outdated: []string{"SI"}}
			},
			migration.Obstacle{Gate: migration.Categorised, Code: "MeasureOpen", Rule: "KZ-MIG-P02", Party: "SI",
				Message: "measure 2 waits for SI, whose word was given before the assessment of the system changed: ikpctl measure approve minfin/esf 2 (KZ-MIG-P02)"}},
		"names the year for which a budget is missing": {
			migration.Preparing, func(f *migration.Facts) { f.FundingYear, f.Funded = 2027, false },
			migration.Obstacle{Gate: migration.Replicating, Code: "Unfunded", Rule: "KZ-MIG-P08", Party: "GO",
				Message: "nobody pays for the move in 2027, when it is to go over: name spec.payer and have a Budget of 2027 (KZ-MIG-P08)"}},
		"says that what was rehearsed is another move": {
			migration.Replicating, func(f *migration.Facts) { f.Rehearsals, f.Outdated = nil, 2 },
			migration.Obstacle{Gate: migration.Testing, Code: "NotRehearsed", Rule: "KZ-MIG-ACC", Party: "OPERATOR",
				Message: "no test migration from this site into this environment is on record (2 of another site or environment); record a Rehearsal (KZ-MIG-ACC)"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := clear()
			tc.change(&f)
			d := migration.Decide(migration.Position{State: tc.at}, f, regulation.Book{})
			if diff := cmp.Diff([]migration.Obstacle{tc.want}, d.Obstacles); diff != "" {
				t.Errorf("obstacles (-want +got):\n%s", diff)
			}
		})
	}
}
