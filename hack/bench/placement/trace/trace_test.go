package trace_test

import (
	"testing"

	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
)

func TestTheTraceIsWhole(t *testing.T) {
	machines, err := trace.Read()
	if err != nil {
		t.Fatal(err)
	}
	if len(machines) != 259159 {
		t.Errorf("the trace has %d machines, want 259159", len(machines))
	}
	// Its first line: m,|,a,|,g,g,…
	for i, want := range []trace.Machine{{8, 14336, 0}, {1, 768, 1}, {2, 3584, 2}, {2, 3584, 2}} {
		if machines[i] != want {
			t.Errorf("machine %d is %+v, want %+v", i, machines[i], want)
		}
	}
}
