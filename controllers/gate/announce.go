package gate

import (
	"github.com/prometheus/client_golang/prometheus"
	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// verdictsTotal counts changes of a gate, so that a rise of refusals is seen.
var verdictsTotal = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "ikp_gate_verdicts_total",
	Help: "Changes of a gate of a virtual machine, by condition, status and reason.",
}, []string{"condition", "status", "reason"})

func init() { metrics.Registry.MustRegister(verdictsTotal) }

// announce tells in events and metrics what has changed since vm was read.
func (r *reconciler) announce(vm *compute.VirtualMachine, now []metav1.Condition) {
	for _, c := range now {
		before := apimeta.FindStatusCondition(vm.Status.Conditions, c.Type)
		if before != nil && before.Status == c.Status && before.Reason == c.Reason {
			continue
		}
		verdictsTotal.WithLabelValues(c.Type, string(c.Status), c.Reason).Inc()
		kind := corev1.EventTypeNormal
		if c.Status == metav1.ConditionFalse {
			kind = corev1.EventTypeWarning
		}
		r.recorder.Eventf(vm, nil, kind, c.Reason, c.Type, "%s", c.Message)
	}
}
