package why

import (
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// idle are reasons of unmet conditions on which nobody must act: the platform is
// at work, or the condition is unmet as asked.
var idle = []string{
	compute.ReasonPending, compute.ReasonHalted, compute.ReasonDeleting, compute.ReasonDomainGone,
	compute.ReasonProvisioning, compute.ReasonGuestStarting, tenancy.ReasonNotProbed, tenancy.ReasonNoNode,
}

// inPlace judges an object that is as asked: a condition that Ready does not
// depend on may be unmet, and so may the limit of a quota or budget.
func inPlace(f facts, ready metav1.Condition) verdict {
	var open []metav1.Condition
	switch ready.Reason {
	case compute.ReasonHalted:
	case finance.ReasonOverused:
		open = append([]metav1.Condition{ready}, f.unmet(ready)...)
	default:
		open = f.unmet(ready)
	}
	if len(open) == 0 {
		return verdict{Ready: true, Condition: ready, Since: since(ready, f.created)}
	}
	return verdict{InPlace: true, Condition: open[0], Since: since(open[0], f.created), Others: open[1:]}
}

// unmet are the conditions beside Ready on which somebody must act and which the
// named ones do not explain.
func (f facts) unmet(named ...metav1.Condition) []metav1.Condition {
	var out []metav1.Condition
	for _, c := range f.conditions {
		if c.Type == "Ready" || c.Status == metav1.ConditionTrue || slices.Contains(idle, c.Reason) {
			continue
		}
		if !slices.ContainsFunc(named, func(by metav1.Condition) bool { return explains(by, c) }) {
			out = append(out, c)
		}
	}
	return out
}

// explains tells whether two conditions say the same: one reason may stand for
// several rules.
func explains(by, c metav1.Condition) bool {
	if by.Reason != c.Reason {
		return false
	}
	one, other := cmdutil.RulesIn(by.Message), cmdutil.RulesIn(c.Message)
	return one == other || one == "" || other == ""
}
