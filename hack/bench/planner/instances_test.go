package planner

import (
	"math"
	"testing"
)

// The mean deviations of the best known makespans are published: reading the data
// wrong would show here.
func TestReferenceDeviations(t *testing.T) {
	for name, tc := range map[string]struct {
		set  set
		want float64
	}{
		"J30 averages 13.372 % above the critical path": {j30, 13.372},
		"J60 averages 10.371 % above the critical path": {j60, 10.371},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := tc.set.instances()
			if err != nil {
				t.Fatal(err)
			}
			if len(all) != 480 {
				t.Fatalf("%d instances, want 480", len(all))
			}
			outcomes, err := solve(t.Context(), all, 1)
			if err != nil {
				t.Fatal(err)
			}
			if got := summarise(outcomes).reference; math.Abs(got-tc.want) > 0.0005 {
				t.Errorf("mean deviation %.4f, want %.3f", got, tc.want)
			}
		})
	}
}

func TestPlansOfASmallProgrammeAreVerified(t *testing.T) {
	worst, err := plan(60, 2)
	if err != nil {
		t.Fatal(err)
	}
	if worst.ratio < 1 || worst.least > worst.most || worst.unplanned != 0 {
		t.Errorf("plans: %+v", worst)
	}
}
