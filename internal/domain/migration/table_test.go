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

// spoil breaks one thing after the other that a cut-over depends on.
var spoil = []func(*migration.Facts){
	func(f *migration.Facts) { f.Payer = "" },
	func(f *migration.Facts) { f.Funded = false },
	func(f *migration.Facts) { f.Horizon = "2026-11-21" },
	func(f *migration.Facts) { f.Environment = false },
	func(f *migration.Facts) { f.QuotaShort = "needs 8 vCPU" },
	func(f *migration.Facts) { f.ResidencyRefusal, f.ResidencyRule = "abroad", "KZ-PD-12" },
	func(f *migration.Facts) { f.PilotOpen = false },
	func(f *migration.Facts) { f.Rehearsals[0].DeltaApplied = false },
	func(f *migration.Facts) { f.Rehearsals[0].Failed = []string{"rows-equal"} },
	func(f *migration.Facts) { f.Rehearsals[0].RollbackTried = false },
	func(f *migration.Facts) { f.Rehearsals = nil },
	func(f *migration.Facts) { f.Criteria = nil },
	func(f *migration.Facts) { f.Acceptance = nil },
	func(f *migration.Facts) { f.Acceptance.Current = false },
	func(f *migration.Facts) { f.ClearanceRefusal = "no protocol" },
	func(f *migration.Facts) { f.Window = nil },
	func(f *migration.Facts) { f.Window.From = now.Add(time.Second) },
	func(f *migration.Facts) { f.Window.To = now },
	func(f *migration.Facts) { f.Freeze = "freeze" },
	func(f *migration.Facts) { f.Dependencies = []string{"a/b"} },
	func(f *migration.Facts) { f.Pause = &migration.Aside{Reason: "r"} },
	func(f *migration.Facts) { f.Deferral = &migration.Aside{Until: "2027-01-01"} },
	func(f *migration.Facts) { f.Goal = migration.CutoverScheduled },
}

func TestNothingCutsOverWhileAGateIsShut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := clear()
		broken := rapid.SliceOfNDistinct(rapid.IntRange(0, len(spoil)-1), 0, 3, rapid.ID).Draw(t, "broken")
		for _, i := range broken {
			func() {
				defer func() { _ = recover() }() // what was taken away cannot be spoilt again
				spoil[i](&f)
			}()
		}
		// Measure 14 is what follows a cut-over.
		measure := rapid.IntRange(0, 12).Draw(t, "measure")
		late := rapid.Bool().Draw(t, "a measure is open") && f.Measures[measure].Gate != migration.Audited &&
			slices.Contains([]migration.State{migration.Replicating, migration.Accepted}, f.Measures[measure].Gate)
		if late {
			f.Measures[measure].Waiting = []string{"GO"}
		}
		d := migration.Decide(migration.Position{State: migration.CutoverScheduled}, f, regulation.Book{})
		if clean := len(broken) == 0 && !late; (d.To == migration.CuttingOver) != clean {
			t.Fatalf("spoilt %v, open measure %t: leads to %q", broken, late, d.To)
		}
	})
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
