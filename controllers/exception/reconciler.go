package exception

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
)

type reconciler struct {
	client   client.Client
	clock    clock.PassiveClock
	status   kit.StatusWriter
	recorder events.EventRecorder
}

var _ reconcile.Reconciler = (*reconciler)(nil)

// Reconcile says whether an exception counts, and looks again when that changes by
// itself.
func (r *reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	x := &governance.ResidencyException{}
	if err := r.client.Get(ctx, req.NamespacedName, x); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	var approvals governance.ApprovalList
	if err := r.client.List(ctx, &approvals, client.InNamespace(x.Namespace)); err != nil {
		return ctrl.Result{}, fmt.Errorf("listing approvals: %w", err)
	}
	e, err := facts.Exception(x, approvals.Items)
	if err != nil {
		return ctrl.Result{}, err
	}
	hash, err := facts.ExceptionContent(x.Spec)
	if err != nil {
		return ctrl.Result{}, err
	}
	now := r.clock.Now()
	before, is := x.DeepCopy(), active(e, now)
	report := kit.Report{Conditions: []metav1.Condition{is}, Fields: map[string]any{"contentHash": hash, "approvers": e.ApprovedBy()}}
	if err := r.status.Apply(ctx, x, report); err != nil {
		return ctrl.Result{}, err
	}
	r.announce(before, is)
	return turn(e, now), nil
}

// active is the condition, by the one function that every check asks.
func active(e exception.Exception, now time.Time) metav1.Condition {
	const kind = governance.ConditionActive
	by := e.ApprovedBy()
	switch {
	case exception.IsActive(e, now):
		return kit.True(kind, governance.ReasonInForce, "it counts until %s, by the word of %v (%s)", moment(e.ExpiresAt), by, e.Act)
	case !now.Before(e.ExpiresAt):
		return kit.False(kind, governance.ReasonOver, "it is over since %s", moment(e.ExpiresAt))
	case len(by) < exception.Approvers:
		return kit.False(kind, governance.ReasonAwaitsApprovers, "%d of %d people have approved it; its author is not one of them", len(by), exception.Approvers)
	}
	return kit.False(kind, governance.ReasonNotYetValid, "it begins at %s", moment(e.ValidFrom))
}

func moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// turn is when its days say otherwise, to the second; never, once it is over.
func turn(e exception.Exception, now time.Time) ctrl.Result {
	switch {
	case now.Before(e.ValidFrom):
		return ctrl.Result{RequeueAfter: e.ValidFrom.Sub(now)}
	case now.Before(e.ExpiresAt):
		return ctrl.Result{RequeueAfter: e.ExpiresAt.Sub(now)}
	}
	return ctrl.Result{}
}

// announce tells once that it begins or ends to count.
func (r *reconciler) announce(before *governance.ResidencyException, is metav1.Condition) {
	if c := apimeta.FindStatusCondition(before.Status.Conditions, is.Type); c != nil && c.Reason == is.Reason {
		return
	}
	r.recorder.Eventf(before, nil, corev1.EventTypeNormal, is.Reason, "Judge", "%s", is.Message)
}
