package why

import (
	"slices"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// facts are what a verdict is made from.
type facts struct {
	// created and generation of the object.
	created    time.Time
	generation int64
	// deleting is when the deletion was asked for; nil when it was not.
	deleting *metav1.Time
	// plain says that objects of the kind have no conditions.
	plain bool
	// conditions in the order in which they become true, Ready anywhere.
	conditions []metav1.Condition
}

// verdict is what an object waits for.
type verdict struct {
	// Ready says that it waits for nothing, and that nobody must act.
	Ready bool
	// InPlace says that the object is as asked, although something is unmet.
	InPlace bool
	// Condition that is waited for.
	Condition metav1.Condition
	// Since when.
	Since time.Time
	// Others are further conditions on which somebody must act.
	Others []metav1.Condition
}

// judge finds the first condition that holds an object up, and what else is
// unmet. Ready sums the others up, so it is named only when no other is to blame.
func judge(f facts) verdict {
	if f.plain {
		return verdict{Ready: true, Since: f.created}
	}
	if f.deleting != nil {
		return verdict{Condition: deletion(f), Since: f.deleting.Time}
	}
	if len(f.conditions) > 0 && !slices.ContainsFunc(f.conditions, func(c metav1.Condition) bool { return c.Type == "Ready" }) {
		return unsummed(f)
	}
	ready := find(f.conditions, "Ready")
	if settled(ready, f.generation) {
		return inPlace(f, ready)
	}
	blamed := blame(f, ready)
	return verdict{Condition: blamed, Since: since(blamed, f.created), Others: f.unmet(ready, blamed)}
}

// unsummed judges an object whose conditions no other sums up: it waits for the
// first that is unmet.
func unsummed(f facts) verdict {
	open := slices.DeleteFunc(slices.Clone(f.conditions), func(c metav1.Condition) bool {
		return c.Status == metav1.ConditionTrue && c.ObservedGeneration >= f.generation
	})
	if len(open) == 0 {
		return verdict{Ready: true, Condition: f.conditions[0], Since: since(f.conditions[0], f.created)}
	}
	return verdict{Condition: open[0], Since: since(open[0], f.created), Others: open[1:]}
}

func blame(f facts, ready metav1.Condition) metav1.Condition {
	blamed := ready
	for _, c := range f.conditions {
		if c.Type != "Ready" && c.Status != metav1.ConditionTrue && blames(ready, c) {
			blamed = c
			break
		}
	}
	if blamed.Status == metav1.ConditionTrue {
		// True of an older generation: the change has not been looked at.
		blamed.Status, blamed.Reason, blamed.Message = metav1.ConditionUnknown, compute.ReasonPending, ""
	}
	return blamed
}

// settled: ready, or stopped as asked.
func settled(ready metav1.Condition, generation int64) bool {
	if ready.ObservedGeneration < generation {
		return false
	}
	return ready.Status == metav1.ConditionTrue || ready.Reason == compute.ReasonHalted
}

// blames tells whether an unmet condition may be what holds the object up. One
// that nobody has looked at is not to blame while Ready itself names a reason.
func blames(ready, c metav1.Condition) bool {
	return c.Status == metav1.ConditionFalse || ready.Reason == compute.ReasonPending ||
		ready.Reason == compute.ReasonWaitingForGates || ready.Reason == c.Reason
}

func deletion(f facts) metav1.Condition {
	for _, c := range f.conditions {
		if c.Reason == compute.ReasonDeleting || c.Reason == compute.ReasonDomainGone {
			return c
		}
	}
	return metav1.Condition{Type: "Ready", Status: metav1.ConditionFalse, Reason: compute.ReasonDeleting}
}

func find(all []metav1.Condition, kind string) metav1.Condition {
	for _, c := range all {
		if c.Type == kind {
			return c
		}
	}
	return metav1.Condition{Type: kind, Status: metav1.ConditionUnknown, Reason: compute.ReasonPending}
}

// since is when a condition last changed. Conditions from the first moment carry
// no time of their own: they stand since the object was created.
func since(c metav1.Condition, created time.Time) time.Time {
	if c.LastTransitionTime.Time.Before(created) {
		return created
	}
	return c.LastTransitionTime.Time
}
