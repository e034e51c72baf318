package kit

import (
	"math/rand/v2"
	"time"

	ctrl "sigs.k8s.io/controller-runtime"
)

// jitterShare is how much longer than asked a delay may get: a fleet of objects
// made at one moment must not come back at one moment.
const jitterShare = 0.25

// After asks for another look after d, or up to a quarter later.
func After(d time.Duration) ctrl.Result {
	return ctrl.Result{RequeueAfter: Jitter(d)}
}

// Jitter is d made longer by up to a quarter.
func Jitter(d time.Duration) time.Duration {
	return d + time.Duration(rand.Float64()*jitterShare*float64(d))
}

// Soonest is the result that comes back first; one that asks for nothing loses.
func Soonest(results ...ctrl.Result) ctrl.Result {
	var min ctrl.Result
	for _, r := range results {
		if r.RequeueAfter > 0 && (min.RequeueAfter == 0 || r.RequeueAfter < min.RequeueAfter) {
			min = r
		}
	}
	return min
}
