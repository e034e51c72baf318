package migration

import (
	"github.com/prometheus/client_golang/prometheus"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
)

// transitionsTotal counts steps, so that a programme that stands still is seen.
var transitionsTotal = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "ikp_migration_transitions_total",
	Help: "Steps of system migrations, by the state that was left and the one that was entered.",
}, []string{"from", "to"})

func init() { metrics.Registry.MustRegister(transitionsTotal) }

// announce tells of a step after it was written.
func (r *reconciler) announce(m *api.SystemMigration, d migration.Decision) {
	transitionsTotal.WithLabelValues(string(m.Status.State), string(d.To)).Inc()
	kind := corev1.EventTypeNormal
	if d.To == migration.Failed || d.To == migration.RolledBack {
		kind = corev1.EventTypeWarning
	}
	r.recorder.Eventf(m, nil, kind, api.ReasonStepTaken, "Advance", "entered %s: %s", d.To, d.Why)
	for _, w := range d.Warnings {
		r.recorder.Eventf(m, nil, corev1.EventTypeWarning, w.Code, "Advance", "%s", w.Message)
	}
}
