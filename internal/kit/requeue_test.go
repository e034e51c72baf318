package kit_test

import (
	"testing"
	"time"

	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/govtech-kz/ikp/internal/kit"
)

func TestAfterAsksForThatDelayOrAQuarterMore(t *testing.T) {
	for range 1000 {
		if got := kit.After(time.Minute).RequeueAfter; got < time.Minute || got > 75*time.Second {
			t.Fatalf("got %v, want 1m0s to 1m15s", got)
		}
	}
}

func TestSoonest(t *testing.T) {
	for name, tc := range map[string]struct {
		in   []time.Duration
		want time.Duration
	}{
		"nothing asked is nothing":         {nil, 0},
		"one that asks beats one that not": {[]time.Duration{0, time.Hour}, time.Hour},
		"the shorter wins":                 {[]time.Duration{time.Hour, time.Second, time.Minute}, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			var rs []ctrl.Result
			for _, d := range tc.in {
				rs = append(rs, ctrl.Result{RequeueAfter: d})
			}
			if got := kit.Soonest(rs...).RequeueAfter; got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}
