package billing

import (
	"context"
	"errors"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/kit"
)

// TariffLedger is what the reconciler of tariffs needs of the ledger.
type TariffLedger interface {
	PublishTariff(ctx context.Context, t ledger.Tariff, now time.Time) error
}

// TariffReconciler copies published tariffs into the ledger, where they stay.
type TariffReconciler struct {
	base
	ledger TariffLedger
}

var _ reconcile.Reconciler = (*TariffReconciler)(nil)

// Reconcile implements reconcile.Reconciler.
func (r *TariffReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var t finance.Tariff
	if err := r.client.Get(ctx, req.NamespacedName, &t); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	ready, err := r.publish(ctx, &t)
	report := mirror.Conclude(ready, nil)
	return ctrl.Result{}, errors.Join(err, r.speaker("PublishTariff").Say(ctx, &t, t.Status.Conditions, report))
}

// publish returns what to say, and an error when it is worth another try.
func (r *TariffReconciler) publish(ctx context.Context, t *finance.Tariff) (metav1.Condition, error) {
	if t.Spec.State != finance.TariffPublished {
		return kit.False(finance.ConditionReady, finance.ReasonDraft, "a draft prices nothing: publish it by state Published"), nil
	}
	err := r.ledger.PublishTariff(ctx, ledger.TariffOf(t), r.clock.Now())
	var conflict *ledger.Conflict
	switch {
	case err == nil:
		return kit.True(finance.ConditionReady, finance.ReasonRecorded,
			"the ledger prices usage by this tariff from %s on (C-3.8)", t.Spec.ValidFrom), nil
	case errors.As(err, &conflict):
		return kit.False(finance.ConditionReady, finance.ReasonConflict, "%s", conflict.Message), nil
	}
	return mirror.Trouble(err), err
}
