package machine

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// ready sums the other conditions up: the first that keeps the machine from
// being ready gives the reason.
func (v View) ready(provisioned, guest metav1.Condition) metav1.Condition {
	switch {
	case v.Deleting:
		return kit.False(compute.ConditionReady, compute.ReasonDeleting, "being taken away%s", v.trouble())
	case provisioned.Status != metav1.ConditionTrue:
		return as(compute.ConditionReady, provisioned)
	case v.mustStop():
		return v.stopping()
	case v.up():
		return as(compute.ConditionReady, guest)
	case v.halted():
		return kit.False(compute.ConditionReady, compute.ReasonHalted, "stopped, as runStrategy Halted asks; disks and quota stay")
	}
	return v.shouldRun()
}

func (v View) stopping() metav1.Condition {
	if v.halted() {
		return kit.False(compute.ConditionReady, compute.ReasonHalted, "the guest was asked to go down and has %s to do so", StopGrace)
	}
	return kit.False(compute.ConditionReady, compute.ReasonGuestStarting, "restarting: the guest was asked to go down and has %s to do so", StopGrace)
}

// shouldRun is about a machine that is down and ought not to be.
func (v View) shouldRun() metav1.Condition {
	const kind = compute.ConditionReady
	if r, ok := driver.AsRejected(v.Outcome); ok {
		return kit.False(kind, r.Reason, "%s", r.Message)
	}
	switch {
	case v.Refusal != nil:
		return kit.False(kind, v.Refusal.Reason, "%s", v.Refusal.Message)
	case !v.Admitted:
		return v.gated(kind)
	case v.Outcome != nil:
		return kit.False(kind, compute.ReasonProvisioning, "starting%s", v.trouble())
	case v.rests():
		return kit.False(kind, compute.ReasonHalted, "the guest went down by itself, and runStrategy RerunOnFailure leaves it so; set runStrategy Always, or ask for a restart")
	case v.recovering():
		return kit.False(kind, compute.ReasonCrashed, "fell %d times in a row, starts again at %s", v.Record.Falls, v.recoversAt().UTC().Format(time.RFC3339))
	}
	return kit.False(kind, compute.ReasonProvisioning, "starting")
}

// as says the same under another condition's name.
func as(kind string, c metav1.Condition) metav1.Condition {
	c.Type = kind
	return c
}
