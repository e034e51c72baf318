package quota

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

var (
	labels = []string{"agency", "system", "environment", "resource"}

	usedGauge = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_quota_used",
		Help: "What is reserved under a quota: vcpu, memory_mib, disk_gib, machines.",
	}, labels)
	hardGauge = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_quota_hard",
		Help: "What may be reserved under a quota: vcpu, memory_mib, disk_gib, machines.",
	}, labels)
)

func init() { metrics.Registry.MustRegister(usedGauge, hardGauge) }

func observe(o ledger.Owner, u ledger.QuotaUse) {
	for gauge, amount := range map[*prometheus.GaugeVec]ledger.Amount{usedGauge: u.Used, hardGauge: u.Hard} {
		for resource, n := range map[string]int64{
			"vcpu": amount.VCPU, "memory_mib": amount.MemoryMiB, "disk_gib": amount.DiskGiB, "machines": amount.Machines,
		} {
			gauge.WithLabelValues(o.Agency, o.System, o.Environment, resource).Set(float64(n))
		}
	}
}

func forget(o ledger.Owner) {
	erase(prometheus.Labels{"agency": o.Agency, "system": o.System, "environment": o.Environment})
}

// forgetAgency takes away every series of an agency that was deleted.
func forgetAgency(agency string) { erase(prometheus.Labels{"agency": agency}) }

func erase(which prometheus.Labels) {
	usedGauge.DeletePartialMatch(which)
	hardGauge.DeletePartialMatch(which)
}
