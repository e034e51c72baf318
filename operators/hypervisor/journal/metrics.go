package journal

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

var setbacks = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "ikp_journal_setbacks_total",
	Help: "How often a ledger or a journal turned out to be restored from an older backup, by host and reason: LedgerBehind, RecordsLost, JournalBehind.",
}, []string{"host", "reason"})

func init() { metrics.Registry.MustRegister(setbacks) }
