package tenant

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// environmentReport is the status of an environment after an attempt to furnish
// its namespace.
func environmentReport(p place) kit.Report {
	if p.obstacle != nil {
		return environmentStatus(p, obstructed(tenancy.ConditionReady, p.obstacle),
			obstructed(tenancy.ConditionNamespaceReady, p.obstacle),
			obstructed(tenancy.ConditionAccessGranted, p.obstacle),
			obstructed(tenancy.ConditionQuotaApplied, p.obstacle))
	}
	return environmentStatus(p, environmentReady(p),
		kit.True(tenancy.ConditionNamespaceReady, tenancy.ReasonReady,
			"namespace %s has its labels and restricted pod security", p.namespace()),
		accessGranted(p),
		kit.True(tenancy.ConditionQuotaApplied, tenancy.ReasonReady,
			"containers get %d vCPU, %d GiB of memory and %d pods", p.env.Spec.Pods.VCPU, p.env.Spec.Pods.MemoryGiB, p.env.Spec.Pods.Pods))
}

// environmentWaiting is the status of an environment without a system, for which
// nothing has been made.
func environmentWaiting(p place) kit.Report {
	return environmentStatus(p, systemMissing(tenancy.ConditionReady, p),
		systemMissing(tenancy.ConditionNamespaceReady, p),
		systemMissing(tenancy.ConditionAccessGranted, p),
		systemMissing(tenancy.ConditionQuotaApplied, p))
}

// environmentDeleting is the status of an environment that waits for machines,
// or, when none is left, for its namespace.
func environmentDeleting(p place, machines []string) kit.Report {
	ready := kit.False(tenancy.ConditionReady, tenancy.ReasonDeleting, "waits until namespace %s is gone", p.namespace())
	if len(machines) > 0 {
		ready = kit.False(tenancy.ConditionReady, tenancy.ReasonDeleting,
			"waits until its owner has deleted %d virtual machines in %s: %s", len(machines), p.namespace(), enumerate(machines))
	}
	p.systemMissing = false
	rest := environmentReport(p)
	rest.Conditions[0] = ready
	return rest
}

func environmentStatus(p place, ready, namespace, access, quota metav1.Condition) kit.Report {
	r := kit.Report{Conditions: []metav1.Condition{ready, namespace, access, quota}}
	if namespace.Status == metav1.ConditionTrue {
		r.Fields = map[string]any{"namespace": p.namespace()}
	}
	return r
}

func environmentReady(p place) metav1.Condition {
	if p.systemMissing {
		return systemMissing(tenancy.ConditionReady, p)
	}
	return kit.True(tenancy.ConditionReady, tenancy.ReasonReady,
		"machines go to namespace %s", p.namespace())
}

func systemMissing(kind string, p place) metav1.Condition {
	if p.agency == "" {
		return kit.False(kind, tenancy.ReasonSystemMissing,
			"namespace %s is the namespace of no agency; create the environment in an agency's namespace", p.env.Namespace)
	}
	return kit.False(kind, tenancy.ReasonSystemMissing,
		"agency %s has no system %s; register the InformationSystem in namespace %s", p.agency, p.env.Spec.System, p.env.Namespace)
}

func accessGranted(p place) metav1.Condition {
	if p.agency == tenancy.UnassignedAgency {
		return kit.True(tenancy.ConditionAccessGranted, tenancy.ReasonReady, "the system has no known owner, so nobody's people get access")
	}
	return kit.True(tenancy.ConditionAccessGranted, tenancy.ReasonReady,
		"admins, developers and auditors of agency %s have their roles", p.agency)
}
