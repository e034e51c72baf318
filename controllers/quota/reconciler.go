package quota

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/client-go/tools/events"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	fieldOwner client.FieldOwner = "ikp-quota"

	// refreshInterval is how old the figures get when no event brings news; 60–75 s.
	refreshInterval = time.Minute
)

// Ledger is what the reconciler needs of the ledger.
type Ledger interface {
	Quotas(ctx context.Context, agency string) ([]ledger.Quota, error)
	SetQuota(ctx context.Context, q ledger.Quota) error
	DropQuota(ctx context.Context, o ledger.Owner) error
	QuotaUse(ctx context.Context, o ledger.Owner) (ledger.QuotaUse, error)
}

// Reconciler makes the ledger hold the quotas of an agency. A request names the
// agency's namespace.
type Reconciler struct {
	client client.Client
	ledger Ledger
	status kit.StatusWriter
	events events.EventRecorder
}

var _ reconcile.Reconciler = (*Reconciler)(nil)

// Reconcile implements reconcile.Reconciler.
func (r *Reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var ns corev1.Namespace
	if err := r.client.Get(ctx, req.NamespacedName, &ns); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	agency := ns.Labels[tenancy.LabelAgency]
	var list finance.QuotaList
	if err := r.client.List(ctx, &list, client.InNamespace(ns.Name)); err != nil {
		return ctrl.Result{}, fmt.Errorf("listing the quotas of agency %q: %w", agency, err)
	}
	plan := assign(agency, list.Items)
	err := r.drop(ctx, agency, plan)
	for i := range list.Items {
		err = errors.Join(err, r.record(ctx, agency, plan, &list.Items[i]))
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	return kit.After(refreshInterval), nil
}

// drop forgets the ledger's quotas that have no object any more. One with machines
// beneath stays: dropping it would take the limit off them.
func (r *Reconciler) drop(ctx context.Context, agency string, plan assignment) error {
	held, err := r.ledger.Quotas(ctx, agency)
	if err != nil {
		return err
	}
	for _, q := range held {
		if _, wanted := plan.holders[q.Owner]; wanted {
			continue
		}
		err := r.ledger.DropQuota(ctx, q.Owner)
		var inUse *ledger.InUse
		if errors.As(err, &inUse) {
			ctrl.LoggerFrom(ctx).Info("Keeping the quota of a deleted object", "quota", q.Name, "machines", inUse.Used.Machines)
			continue
		}
		if err != nil {
			return err
		}
		forget(q.Owner)
	}
	return nil
}

// record puts one quota into the ledger and says what is left of it.
func (r *Reconciler) record(ctx context.Context, agency string, plan assignment, q *finance.Quota) error {
	if !q.DeletionTimestamp.IsZero() {
		return nil
	}
	if holder, is := plan.duplicateOf[q.Name]; is {
		return r.say(ctx, q, duplicate(holder))
	}
	use, err := r.carry(ctx, recorded(agency, q))
	if err != nil {
		return errors.Join(err, r.say(ctx, q, unavailable(q)))
	}
	observe(owner(agency, q), use)
	return r.say(ctx, q, report(use))
}

func (r *Reconciler) carry(ctx context.Context, q ledger.Quota) (ledger.QuotaUse, error) {
	if err := r.ledger.SetQuota(ctx, q); err != nil {
		return ledger.QuotaUse{}, err
	}
	return r.ledger.QuotaUse(ctx, q.Owner)
}

// say writes the report, and an event when the reason has changed.
func (r *Reconciler) say(ctx context.Context, q *finance.Quota, report kit.Report) error {
	now := report.Conditions[0]
	before := apimeta.FindStatusCondition(q.Status.Conditions, now.Type)
	if before == nil || before.Reason != now.Reason {
		kind := corev1.EventTypeNormal
		if now.Reason != finance.ReasonRecorded {
			kind = corev1.EventTypeWarning
		}
		r.events.Eventf(q, nil, kind, now.Reason, "RecordQuota", "%s", now.Message)
	}
	return r.status.Apply(ctx, q, report)
}
