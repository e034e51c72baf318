package assessment

import (
	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// announce tells what has come to be since the assessment was last looked at:
// that the audit is done or undone, and that systems have come to be alike.
func (r *reconciler) announce(a *api.SystemAssessment, report kit.Report) {
	for _, c := range report.Conditions {
		if c.Type != api.ConditionReady && c.Type != api.ConditionDistinct {
			continue
		}
		before := apimeta.FindStatusCondition(a.Status.Conditions, c.Type)
		if before != nil && before.Reason == c.Reason || before == nil && quiet(c) {
			continue
		}
		kind := corev1.EventTypeNormal
		if c.Status == metav1.ConditionFalse {
			kind = corev1.EventTypeWarning
		}
		r.recorder.Eventf(a, nil, kind, c.Reason, "Assess", "%s", c.Message)
	}
}

// quiet: that a fresh assessment has open questions and no likeness is no news.
func quiet(c metav1.Condition) bool {
	return c.Reason == api.ReasonQuestionsOpen || c.Reason == api.ReasonNoneAlike
}
