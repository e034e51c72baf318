package tenant

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/operators/owned"
)

// What a container gets that names no amounts: without them the quota would
// refuse it.
const (
	defaultCPURequest    = "100m"
	defaultCPULimit      = "500m"
	defaultMemoryRequest = "128Mi"
	defaultMemoryLimit   = "512Mi"
)

// probePriority marks the platform's own pods that try whether the network is
// closed. No other pod may carry it.
const probePriority = "ikp-probe"

// slice is the share of containers in an environment. Requests and limits are
// capped alike, so that what is promised is also what can be used. The platform's
// own probes take nothing of it.
func slice(owner owned.Owner, namespace string, q tenancy.PodQuota) *corev1.ResourceQuota {
	cpu := *resource.NewQuantity(q.VCPU, resource.DecimalSI)
	memory := *resource.NewQuantity(q.MemoryGiB<<30, resource.BinarySI)
	s := &corev1.ResourceQuota{
		ObjectMeta: metav1.ObjectMeta{Name: "ikp-pods", Namespace: namespace},
		Spec: corev1.ResourceQuotaSpec{Hard: corev1.ResourceList{
			corev1.ResourceRequestsCPU:    cpu,
			corev1.ResourceLimitsCPU:      cpu,
			corev1.ResourceRequestsMemory: memory,
			corev1.ResourceLimitsMemory:   memory,
			corev1.ResourcePods:           *resource.NewQuantity(q.Pods, resource.DecimalSI),
		}, ScopeSelector: &corev1.ScopeSelector{MatchExpressions: []corev1.ScopedResourceSelectorRequirement{{
			ScopeName: corev1.ResourceQuotaScopePriorityClass, Operator: corev1.ScopeSelectorOpNotIn, Values: []string{probePriority},
		}}}},
	}
	owner.Mark(s)
	return s
}

// portions are the amounts of containers that name none.
func portions(owner owned.Owner, namespace string) *corev1.LimitRange {
	p := &corev1.LimitRange{
		ObjectMeta: metav1.ObjectMeta{Name: "ikp-pods", Namespace: namespace},
		Spec: corev1.LimitRangeSpec{Limits: []corev1.LimitRangeItem{{
			Type:           corev1.LimitTypeContainer,
			DefaultRequest: amounts(defaultCPURequest, defaultMemoryRequest),
			Default:        amounts(defaultCPULimit, defaultMemoryLimit),
		}}},
	}
	owner.Mark(p)
	return p
}

func amounts(cpu, memory string) corev1.ResourceList {
	return corev1.ResourceList{
		corev1.ResourceCPU:    resource.MustParse(cpu),
		corev1.ResourceMemory: resource.MustParse(memory),
	}
}
