package schedule_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/domain/schedule/check"
	"github.com/govtech-kz/ikp/internal/domain/schedule/generate"
)

func propose(t rapid.TB, p schedule.Programme) schedule.Plan {
	plan, err := schedule.Propose(p)
	if err != nil {
		t.Fatal(err)
	}
	if faults := check.Plan(p, plan); len(faults) > 0 {
		t.Fatalf("the plan violates %v\n%+v", faults, plan)
	}
	return plan
}

func TestEveryPlanIsFeasibleAndItsBindingsAreTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := programme(t)
		plan := propose(t, p)
		if len(plan.Systems) > 0 && plan.Length() < plan.Bounds.Days() {
			t.Fatalf("%d days, the bound is %+v", plan.Length(), plan.Bounds)
		}
		for _, s := range plan.Systems {
			binds(t, p, plan, s)
		}
	})
}

// binds moves the phase that binds a system one step earlier: that violates what is named, and nothing else.
func binds(t rapid.TB, p schedule.Programme, plan schedule.Plan, s schedule.Placement) {
	var found []schedule.Constraint
	for _, v := range check.Plan(p, check.Earlier(p, plan, s.System)) {
		switch {
		case v.System == s.System && v.Phase == s.Binding.Phase:
			found = append(found, v.Constraint)
		case v.Kind == schedule.Broken && v.Phase == "": // the deadline or the day of going live moved too
		case v.Kind != schedule.Busy && v.Kind != schedule.Full && v.Kind != schedule.Money:
			t.Fatalf("moving %s earlier harms %v", s.System, v)
		}
	}
	byName := cmpopts.SortSlices(func(a, b schedule.Constraint) bool {
		return a.Kind+":"+schedule.Kind(a.Name) < b.Kind+":"+schedule.Kind(b.Name)
	})
	if diff := cmp.Diff(s.Binding.Constraints, found, byName); diff != "" || len(found) == 0 {
		t.Fatalf("binding of %+v (-named +violated):\n%s", s, diff)
	}
}

func TestTheSameProgrammeGivesTheSamePlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := programme(t)
		one, err1 := json.Marshal(propose(t, p))
		two, err2 := json.Marshal(propose(t, p))
		if err1 != nil || err2 != nil || string(one) != string(two) {
			t.Fatalf("two plans of one programme:\n%s\n%s", one, two)
		}
	})
}

func TestAddingAResourceKeepsPlansValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := programme(t)
		before := propose(t, p)
		richer := p
		richer.Resources = append([]schedule.Resource{}, p.Resources...)
		richer.Resources[rapid.IntRange(0, 2).Draw(t, "which")].Capacity += int64(rapid.IntRange(1, 100).Draw(t, "more"))
		propose(t, richer)
		if faults := check.Plan(richer, before); len(faults) > 0 {
			t.Fatalf("the old plan violates %v", faults)
		}
	})
}

func TestWithoutSlipsARehearsalKeepsThePlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := programme(t)
		plan := propose(t, p)
		got, err := schedule.Rehearse(p, plan, schedule.Slips{Runs: 2}, rand.New(rand.NewPCG(1, 1)))
		if err != nil {
			t.Fatal(err)
		}
		missed := map[string]bool{}
		for _, l := range plan.Late {
			missed[l.System] = true
		}
		for _, d := range got.Deadlines {
			if want := map[bool]int{false: 2, true: 0}[missed[d.Name]]; d.Kept != want {
				t.Fatalf("%+v kept, want %d", d, want)
			}
		}
		if len(plan.Systems) > 0 && got.Finish.P95 != plan.Finish {
			t.Fatalf("ends on %s, planned for %s", got.Finish.P95, plan.Finish)
		}
	})
}

func TestPlansOfGeneratedProgrammes(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		p := generate.Programme(generate.Default(80, seed))
		plan := propose(t, p)
		if len(plan.Unplanned) > 0 {
			t.Errorf("seed %d: refused %v", seed, plan.Unplanned)
		}
		for _, s := range plan.Systems[:10] {
			binds(t, p, plan, s)
		}
	}
}
