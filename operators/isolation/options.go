package isolation

import "time"

// Namespace is where the pods run that stand for foreign traffic.
const Namespace = "ikp-isolation"

// PriorityClass marks the pods of probes: they take nothing of an environment's
// share of containers, and no other pod may carry it.
const PriorityClass = "ikp-probe"

const (
	// period lies between two probes of one environment.
	period = 6 * time.Hour
	// retry lies between a probe that proved nothing and the next.
	retry = 5 * time.Minute
	// patience is how long one probe may take.
	patience = 2 * time.Minute
	// slotWait is how long an environment waits before it asks again whether
	// others have finished.
	slotWait = 5 * time.Second
	// atOnce is how many environments are probed at a time: two pods of each run
	// beside two that stand for the rest of the world.
	atOnce = 8
)

// Options are what probes are made of.
type Options struct {
	// Image of the pods; empty: nothing is proven.
	Image string
	// Outside are addresses outside of the cluster that must not be reached.
	Outside []string
}
