package billing

import (
	"context"
	"slices"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// good are the reasons that ask nothing of anybody.
var good = []string{finance.ReasonRecorded, finance.ReasonDraft, finance.ReasonProvisional, finance.ReasonFinal}

// say writes the report, and an event when the reason has changed.
func (b base) say(ctx context.Context, o client.Object, had []metav1.Condition, report kit.Report, action string) error {
	now := report.Conditions[0]
	before := apimeta.FindStatusCondition(had, now.Type)
	if before == nil || before.Reason != now.Reason {
		kind := corev1.EventTypeWarning
		if slices.Contains(good, now.Reason) {
			kind = corev1.EventTypeNormal
		}
		b.events.Eventf(o, nil, kind, now.Reason, action, "%s", now.Message)
	}
	return b.status.Apply(ctx, o, report)
}

// conclude is a report with one condition and the other fields of the status.
func conclude(c metav1.Condition, fields map[string]any) kit.Report {
	return kit.Report{Conditions: []metav1.Condition{c}, Fields: fields}
}
