package migration_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// edges are the ways out of each state, with the way back from those aside.
func edges() map[migration.State][]migration.State {
	out := map[migration.State][]migration.State{}
	for _, t := range migration.Transitions() {
		out[t.From] = append(out[t.From], t.To)
		if t.To == migration.Paused || t.To == migration.Deferred {
			out[t.To] = append(out[t.To], t.From)
		}
	}
	return out
}

func TestEveryStateCanBeReached(t *testing.T) {
	ways, reached := edges(), map[migration.State]bool{migration.Registered: true}
	for queue := []migration.State{migration.Registered}; len(queue) > 0; queue = queue[1:] {
		for _, to := range ways[queue[0]] {
			if !reached[to] {
				reached[to] = true
				queue = append(queue, to)
			}
		}
	}
	for _, s := range slices.Concat(migration.Way, migration.Asides) {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
	}
}

func TestEveryStateButTheLastHasAWayOut(t *testing.T) {
	ways := edges()
	for _, s := range slices.Concat(migration.Way, migration.Asides) {
		if out := len(ways[s]); (out == 0) != (s == migration.Closed) {
			t.Errorf("%s has %d ways out", s, out)
		}
	}
}

// last changes the last rehearsal, if there is one.
func last(change func(*migration.Rehearsal)) func(*migration.Facts) {
	return func(f *migration.Facts) {
		if n := len(f.Rehearsals); n > 0 {
			f.Rehearsals = slices.Clone(f.Rehearsals)
			change(&f.Rehearsals[n-1])
		}
	}
}

// spoil breaks one thing after the other that a cut-over depends on. One that finds
// nothing to break follows one that took it away.
var spoil = []func(*migration.Facts){
	func(f *migration.Facts) { f.Gaps = []string{"owner"} },
	func(f *migration.Facts) { f.Assessment.Unanswered = 1 },
	func(f *migration.Facts) { f.Assessment.Unmitigated = []string{"no backup"} },
	func(f *migration.Facts) { f.Assessment.Disposition = "" },
	func(f *migration.Facts) { f.Assessment.Disposition = "WriteOff" },
	func(f *migration.Facts) { f.Category = "" },
	func(f *migration.Facts) { f.Participation, f.Consent = "Voluntary", false },
	func(f *migration.Facts) { f.Payer = "" },
	func(f *migration.Facts) { f.Funded = false },
	func(f *migration.Facts) { f.Horizon = "2026-11-21" },
	func(f *migration.Facts) { f.Environment = false },
	func(f *migration.Facts) { f.QuotaShort = "needs 8 vCPU" },
	func(f *migration.Facts) { f.ResidencyRefusal, f.ResidencyRule = "abroad", "KZ-PD-12" },
	func(f *migration.Facts) { f.PilotOpen = false },
	last(func(r *migration.Rehearsal) { r.DeltaApplied = false }),
	last(func(r *migration.Rehearsal) { r.Failed = []string{"rows-equal"} }),
	last(func(r *migration.Rehearsal) { r.RollbackTried = false }),
	func(f *migration.Facts) { f.Rehearsals = nil },
	func(f *migration.Facts) { f.Criteria = nil },
	func(f *migration.Facts) { f.Acceptance = nil },
	func(f *migration.Facts) { f.Acceptance = &migration.Acceptance{At: now} },
	func(f *migration.Facts) { f.ClearanceRefusal = "no protocol" },
	func(f *migration.Facts) { f.Window = nil },
	func(f *migration.Facts) {
		f.Window = &migration.Window{From: now.Add(time.Second), To: now.Add(time.Hour)}
	},
	func(f *migration.Facts) { f.Window = &migration.Window{From: now.Add(-time.Hour), To: now} },
	func(f *migration.Facts) { f.Freeze = "freeze" },
	func(f *migration.Facts) { f.Dependencies = []string{"a/b"} },
	func(f *migration.Facts) { f.Adrift = []string{"a/c"} },
	func(f *migration.Facts) { f.Pause = &migration.Aside{Reason: "r"} },
	func(f *migration.Facts) { f.Deferral = &migration.Aside{Until: "2027-01-01"} },
	func(f *migration.Facts) { f.Goal = migration.CutoverScheduled },
}

// doubtful are facts against which a few things stand, drawn at random. clean says
// that none does. Measure 14 is what follows a cut-over, and is never open here.
func doubtful(t *rapid.T) (f migration.Facts, clean bool) {
	f = clear()
	broken := rapid.SliceOfNDistinct(rapid.IntRange(0, len(spoil)-1), 0, 3, rapid.ID).Draw(t, "broken")
	for _, i := range broken {
		spoil[i](&f)
	}
	measure := rapid.IntRange(-1, 12).Draw(t, "open measure")
	if measure >= 0 {
		m := &f.Measures[measure]
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			m.Waiting = []string{"GO"}
		case 1:
			m.Rejected = []string{"SI"}
		case 2:
			m.After = []int{1 + (measure+12)%13}
		}
	}
	return f, len(broken) == 0 && measure < 0
}

func TestNothingCutsOverWhileAGateIsShut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, clean := doubtful(t)
		d := migration.Decide(migration.Position{State: migration.CutoverScheduled}, f, regulation.Book{})
		if (d.To == migration.CuttingOver) != clean {
			t.Fatalf("clean is %t: leads to %q", clean, d.To)
		}
	})
}

func TestEveryObstacleSaysGateRulePartyAndWhat(t *testing.T) {
	all := slices.Concat(migration.Way, migration.Asides)
	rapid.Check(t, func(t *rapid.T) {
		f, _ := doubtful(t)
		if rapid.Bool().Draw(t, "at the end") {
			f.SourceDisabled, f.DecommissionPlanned, f.Decommissioned, f.DataDestroyed = false, false, false, false
		}
		p := migration.Position{State: rapid.SampledFrom(all).Draw(t, "at"), Resume: migration.Testing}
		for _, o := range migration.Decide(p, f, regulation.Book{}).Obstacles {
			if o.Gate == "" || o.Code == "" || o.Rule == "" || o.Party == "" || o.Message == "" {
				t.Fatalf("at %s an obstacle leaves something open: %+v", p.State, o)
			}
		}
	})
}

// TestAWalkIsRecordedStepByStep walks with facts that change before every step: what
// is recorded is one unbroken way through the table, and a cut-over is in it only
// where nothing stood against it.
func TestAWalkIsRecordedStepByStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p migration.Position
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			f, clean := doubtful(t)
			if rapid.IntRange(0, 9).Draw(t, "back") == 0 {
				f.Goal, clean = migration.RolledBack, false
			}
			d := migration.Decide(p, f, regulation.Book{})
			switch {
			case d.To == "":
				continue
			case d.To == migration.CuttingOver && !clean:
				t.Fatalf("from %s it cuts over while a gate is shut", p.State)
			case d.To == p.State:
				t.Fatalf("a step leads from %s to itself", p.State)
			case p.State == migration.Closed:
				t.Fatalf("Closed is left for %s", d.To)
			case !leads(p, d.To):
				t.Fatalf("%s leads to %s, which the table does not say", p.State, d.To)
			}
			p = migration.Position{State: d.To, Resume: d.Resume}
		}
	})
}

// leads reports whether the table has a way, or it is the one back.
func leads(p migration.Position, to migration.State) bool {
	switch p.State {
	case "":
		return to == migration.Registered
	case migration.Paused, migration.Deferred:
		return to == p.Resume
	}
	return slices.Contains(edges()[p.State], to)
}

// TestFromEveryStateTheEndIsReachedWhenNothingStandsAgainstIt: no state is a trap.
func TestFromEveryStateTheEndIsReachedWhenNothingStandsAgainstIt(t *testing.T) {
	for _, from := range slices.Concat(migration.Way, migration.Asides) {
		p := migration.Position{State: from, Resume: migration.Testing}
		for range 2 * len(migration.Way) {
			f := clear()
			if p.State == migration.Failed {
				f.Window = &migration.Window{From: now.Add(time.Hour), To: now.Add(2 * time.Hour)}
			}
			if d := migration.Decide(p, f, regulation.Book{}); d.To != "" {
				p = migration.Position{State: d.To, Resume: d.Resume}
			}
		}
		if p.State != migration.Closed {
			t.Errorf("from %s it comes to %s and no further", from, p.State)
		}
	}
}

func TestCuttingOverIsEnteredOnlyFromItsSchedule(t *testing.T) {
	for _, w := range migration.Transitions() {
		if w.To == migration.CuttingOver && w.From != migration.CutoverScheduled {
			t.Errorf("%s leads to CuttingOver", w.From)
		}
	}
}

func TestDecideIsRepeatable(t *testing.T) {
	all := slices.Concat(migration.Way, migration.Asides)
	rapid.Check(t, func(t *rapid.T) {
		f := clear()
		spoil[rapid.IntRange(0, len(spoil)-1).Draw(t, "broken")](&f)
		p := migration.Position{State: rapid.SampledFrom(all).Draw(t, "at"), Resume: migration.Testing}
		first, second := migration.Decide(p, f, regulation.Book{}), migration.Decide(p, f, regulation.Book{})
		if first.To != second.To || len(first.Obstacles) != len(second.Obstacles) {
			t.Fatalf("%+v, then %+v", first, second)
		}
		if first.To != "" && !slices.Contains(edges()[p.State], first.To) && p.State != migration.Paused && p.State != migration.Deferred {
			t.Fatalf("%s leads to %s, which the table does not say", p.State, first.To)
		}
	})
}
