package mirror

import (
	"context"
	"errors"
	"slices"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/kit"
)

// good are the reasons that ask nothing of anybody.
var good = []string{finance.ReasonRecorded, finance.ReasonDraft, finance.ReasonProvisional, finance.ReasonFinal}

// Speaker tells what became of an object of finance.
type Speaker struct {
	// Status writes the object's status.
	Status kit.StatusWriter
	// Events tells of changes.
	Events events.EventRecorder
	// Action is what the events are about: RecordQuota.
	Action string
}

// Say writes a report, and then an event when the reason has changed. A write
// that failed is repeated, and so makes one event. had are the conditions that
// the object shows already.
func (s Speaker) Say(ctx context.Context, o client.Object, had []metav1.Condition, report kit.Report) error {
	if err := s.Status.Apply(ctx, o, report); err != nil {
		return err
	}
	now := report.Conditions[0]
	if before := apimeta.FindStatusCondition(had, now.Type); before != nil && before.Reason == now.Reason {
		return nil
	}
	kind := corev1.EventTypeWarning
	if slices.Contains(good, now.Reason) {
		kind = corev1.EventTypeNormal
	}
	s.Events.Eventf(o, nil, kind, now.Reason, s.Action, "%s", now.Message)
	return nil
}

// Conclude is a report with one condition and the other fields of the status.
func Conclude(c metav1.Condition, fields map[string]any) kit.Report {
	return kit.Report{Conditions: []metav1.Condition{c}, Fields: fields}
}

// Trouble is Ready of an object that could not be carried into the ledger, or of
// which it could not tell. Only a ledger that did not answer is called silent.
func Trouble(err error) metav1.Condition {
	var silent *ledger.Unavailable
	if errors.As(err, &silent) {
		return kit.Unknown(finance.ConditionReady, finance.ReasonLedgerUnavailable,
			"the ledger has not answered since %s: the figures are the last known ones", ledger.SilentSince(err))
	}
	return kit.Unknown(finance.ConditionReady, finance.ReasonNotRecorded,
		"the ledger did not take this over: %v; it is tried again every minute", err)
}
