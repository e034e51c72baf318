package intake

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

// Results of a batch, as metrics tell them apart.
const (
	resultStored      = "stored"
	resultForbidden   = "forbidden"
	resultInvalid     = "invalid"
	resultGap         = "gap"
	resultUnavailable = "unavailable"
)

var (
	batches = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ikp_intake_batches_total",
		Help: "Batches of usage by result: stored, forbidden, invalid, gap, unavailable.",
	}, []string{"result"})
	acknowledgedRecords = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "ikp_intake_records_total",
		Help: "Records of usage in stored batches, repeats included.",
	})
	duration = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name:    "ikp_intake_duration_seconds",
		Help:    "Time from a batch's arrival to its answer.",
		Buckets: prometheus.ExponentialBuckets(0.001, 2, 14),
	})
)

func init() { metrics.Registry.MustRegister(batches, acknowledgedRecords, duration) }

func observe(records int, gap bool, err error, took time.Duration) {
	how := result(gap, err)
	batches.WithLabelValues(how).Inc()
	duration.Observe(took.Seconds())
	if how == resultStored {
		acknowledgedRecords.Add(float64(records))
	}
}

func result(gap bool, err error) string {
	switch {
	case gap:
		return resultGap
	case err == nil:
		return resultStored
	case apierrors.IsForbidden(err):
		return resultForbidden
	case apierrors.IsInvalid(err):
		return resultInvalid
	}
	return resultUnavailable
}
