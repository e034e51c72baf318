package audit

import (
	"context"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/facts"
)

var (
	lots = prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "ikp_residency_lots",
		Help: "Lots of bytes that lie or pass anywhere, as of the last audit.",
	})
	standing = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ikp_residency_drifts",
		Help: "Lots that lie where they may not, by broken rule and answer, as of the last audit.",
	}, []string{"rule", "answer"})
	silent = prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "ikp_residency_silent_sources",
		Help: "Hosts and stores that have not said for twenty minutes what they hold.",
	})
	duration = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name:    "ikp_residency_audit_seconds",
		Help:    "Duration of an audit of everything.",
		Buckets: prometheus.ExponentialBuckets(0.01, 2, 14),
	})
)

func init() { metrics.Registry.MustRegister(lots, standing, silent, duration) }

func (r *reconciler) measure(ctx context.Context, held []ledger.Held, drifts []whereabouts.Drift, started time.Time) error {
	lots.Set(float64(len(held)))
	standing.Reset()
	for _, d := range drifts {
		standing.WithLabelValues(d.Ruling.Rule, string(d.Ruling.Answer)).Inc()
	}
	sources, err := r.ledger.Sources(ctx)
	if err != nil {
		return err
	}
	silent.Set(float64(silentSince(sources, started.Add(-silence))))
	duration.Observe(r.clock.Since(started).Seconds())
	return nil
}

// silentSince counts the hosts and stores that have said nothing since a moment.
// What is declared says nothing by itself.
func silentSince(sources []ledger.Source, since time.Time) int {
	n := 0
	for _, s := range sources {
		declared := strings.HasPrefix(s.Name, facts.SourceFlow) || strings.HasPrefix(s.Name, facts.SourceSupport)
		if !declared && s.HeardAt.Before(since) {
			n++
		}
	}
	return n
}
