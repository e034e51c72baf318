package sweeper

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

var (
	differences = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_ledger_differences",
		Help: "Differences between reservations and machines: missing (reserved, no object), haunting (no object, but on a host), unreserved (admitted, no reservation).",
	}, []string{"kind"})
	released = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "ikp_ledger_swept_total",
		Help: "Reservations released because their machine was gone for good.",
	})
	findings = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_ledger_findings",
		Help: "Records of usage that did not fit, by kind of finding.",
	}, []string{"kind"})
)

func init() { metrics.Registry.MustRegister(differences, released, findings) }

func show(v verdict) {
	for kind, n := range map[string]int{
		"missing": len(v.missingSince), "haunting": len(v.haunting), "unreserved": len(v.unreserved),
	} {
		differences.WithLabelValues(kind).Set(float64(n))
	}
}
