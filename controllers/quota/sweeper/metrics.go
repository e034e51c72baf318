package sweeper

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

var (
	differences = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_ledger_differences",
		Help: "Differences between reservations and machines: missing (reserved, no object), haunting (no object, but on a host), lost (granted, not reserved), differing (granted other than reserved).",
	}, []string{"kind"})
	released = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "ikp_ledger_swept_total",
		Help: "Reservations released because their machine was gone for good.",
	})
	restored = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "ikp_ledger_restored_total",
		Help: "Reservations restored because their machine exists and the ledger had lost them.",
	})
	findings = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_ledger_findings",
		Help: "What did not fit in the ledger, by kind of finding.",
	}, []string{"kind"})
)

func init() { metrics.Registry.MustRegister(differences, released, restored, findings) }

func show(v verdict) {
	for kind, n := range map[string]int{
		"missing": len(v.missingSince), "haunting": len(v.haunting), "lost": len(v.restore), "differing": len(v.differs),
	} {
		differences.WithLabelValues(kind).Set(float64(n))
	}
}
