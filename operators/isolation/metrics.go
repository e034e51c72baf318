package isolation

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

var (
	probes = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ikp_isolation_probes_total",
		Help: "Probes of the isolation of environments that have ended, by the reason of the condition NetworkIsolated that came of it.",
	}, []string{"reason"})
	broken = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_isolation_broken",
		Help: "1 for each namespace whose traffic got through where it must not.",
	}, []string{"namespace"})
)

func init() { metrics.Registry.MustRegister(probes, broken) }
