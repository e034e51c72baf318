package quota

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

var (
	labels = []string{"agency", "system", "environment", "resource"}

	used = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_quota_used",
		Help: "What is reserved under a quota: vcpu, memory_mib, disk_gib, machines.",
	}, labels)
	hard = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_quota_hard",
		Help: "What may be reserved under a quota: vcpu, memory_mib, disk_gib, machines.",
	}, labels)
)

func init() { metrics.Registry.MustRegister(used, hard) }

func observe(o ledger.Owner, u ledger.QuotaUse) {
	for gauge, amount := range map[*prometheus.GaugeVec]ledger.Amount{used: u.Used, hard: u.Hard} {
		for resource, n := range map[string]int64{
			"vcpu": amount.VCPU, "memory_mib": amount.MemoryMiB, "disk_gib": amount.DiskGiB, "machines": amount.Machines,
		} {
			gauge.WithLabelValues(o.Agency, o.System, o.Environment, resource).Set(float64(n))
		}
	}
}

func forget(o ledger.Owner) {
	which := prometheus.Labels{"agency": o.Agency, "system": o.System, "environment": o.Environment}
	used.DeletePartialMatch(which)
	hard.DeletePartialMatch(which)
}
