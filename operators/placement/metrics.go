package placement

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

var (
	decisions = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ikp_placement_decisions_total",
		Help: "Decisions of placement by result: Bound, NoHostFits or BindFailed.",
	}, []string{"result"})
	waitingMachines = prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "ikp_placement_waiting_machines",
		Help: "Machines that are admitted and look for a host in vain.",
	})
	silentHosts = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "ikp_placement_silent_hosts_total",
		Help: "How often a host's agent was found silent.",
	})
)

func init() { metrics.Registry.MustRegister(decisions, waitingMachines, silentHosts) }
