package integration

import (
	"github.com/prometheus/client_golang/prometheus"
	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
)

// breachesTotal counts requests whose term passed, by who held them then.
var breachesTotal = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "ikp_integration_breaches_total",
	Help: "Integration requests that were given no access within the term of C-10.3, by the party that held them when it passed.",
}, []string{"party"})

func init() { metrics.Registry.MustRegister(breachesTotal) }

// announce tells once of a step that was done and of a term that has passed.
func (r *reconciler) announce(before *api.IntegrationRequest, o observation) {
	access := accessGiven(o)
	if changed(before, access.Type, access.Reason) || step(o) != before.Status.Step {
		r.recorder.Eventf(before, nil, corev1.EventTypeNormal, access.Reason, "Follow", "%s", access.Message)
	}
	time := onTime(o)
	if time.Reason != api.ReasonTermPassed || !changed(before, time.Type, time.Reason) {
		return
	}
	r.recorder.Eventf(before, nil, corev1.EventTypeWarning, time.Reason, "Follow", "%s", time.Message)
	if open := o.progress.Open; open != nil {
		breachesTotal.WithLabelValues(open.Party).Inc()
	}
}

// changed reports whether a condition had another reason before.
func changed(before *api.IntegrationRequest, kind, reason string) bool {
	c := apimeta.FindStatusCondition(before.Status.Conditions, kind)
	return c == nil || c.Reason != reason
}

func step(o observation) api.IntegrationStep {
	if o.progress.Open == nil {
		return ""
	}
	return api.IntegrationStep(o.progress.Open.Name)
}
