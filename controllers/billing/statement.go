package billing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
	"github.com/govtech-kz/ikp/internal/kit"
)

// statementInterval is how often months are looked at: one that was used for the
// first time, one that can be closed, another day; 60–75 s.
const statementInterval = time.Minute

// StatementLedger is what the reconciler of statements needs of the ledger.
type StatementLedger interface {
	Months(ctx context.Context, agency string, now time.Time) ([]string, error)
	Statement(ctx context.Context, agency, month string, now time.Time) (ledger.Statement, error)
	CloseMonth(ctx context.Context, agency, month string, now time.Time) error
}

// StatementReconciler makes a Statement for every month in which an agency used
// anything, and writes it anew with every day until the month is closed. A request
// names the agency's namespace.
type StatementReconciler struct {
	base
	ledger StatementLedger
}

var _ reconcile.Reconciler = (*StatementReconciler)(nil)

// Reconcile implements reconcile.Reconciler.
func (r *StatementReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var ns corev1.Namespace
	if err := r.client.Get(ctx, req.NamespacedName, &ns); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if !ns.DeletionTimestamp.IsZero() {
		return ctrl.Result{}, nil
	}
	agency := ns.Labels[tenancy.LabelAgency]
	list, err := r.complete(ctx, agency, ns.Name)
	for i := range list {
		err = errors.Join(err, r.refresh(ctx, agency, &list[i]))
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	return kit.After(statementInterval), nil
}

// complete is the agency's statements, with one for every month that was used.
func (r *StatementReconciler) complete(ctx context.Context, agency, namespace string) ([]finance.Statement, error) {
	var list finance.StatementList
	if err := r.client.List(ctx, &list, client.InNamespace(namespace)); err != nil {
		return nil, fmt.Errorf("listing the statements of agency %q: %w", agency, err)
	}
	months, err := r.ledger.Months(ctx, agency, r.clock.Now())
	if err != nil {
		return list.Items, err
	}
	for _, month := range months {
		if slices.ContainsFunc(list.Items, func(s finance.Statement) bool { return s.Name == month }) {
			continue
		}
		s := finance.Statement{
			ObjectMeta: metav1.ObjectMeta{Name: month, Namespace: namespace},
			Spec:       finance.StatementSpec{Month: month},
		}
		// Its watch brings the agency back, so that it is written once: the cache may
		// lag behind one that was made just now.
		if err := r.client.Create(ctx, &s); err != nil && !apierrors.IsAlreadyExists(err) {
			return list.Items, fmt.Errorf("making the statement of agency %q for %s: %w", agency, month, err)
		}
	}
	return list.Items, nil
}

func (r *StatementReconciler) refresh(ctx context.Context, agency string, s *finance.Statement) error {
	if !s.DeletionTimestamp.IsZero() || isFinal(s) || fresh(s, r.clock.Now()) {
		return nil
	}
	current, err := r.read(ctx, agency, s.Spec.Month)
	if err != nil {
		return errors.Join(err, r.tell(ctx, s, mirror.Conclude(mirror.Trouble(err), statementFields(s.Status))))
	}
	return r.tell(ctx, s, statementReport(current))
}

// read closes the month first when its time has come.
func (r *StatementReconciler) read(ctx context.Context, agency, month string) (ledger.Statement, error) {
	m, err := tariff.ParseMonth(month)
	if err != nil {
		return ledger.Statement{}, err
	}
	now := r.clock.Now()
	if !now.Before(m.End().Add(ledger.ClosingGrace)) {
		if err := r.ledger.CloseMonth(ctx, agency, month, now); err != nil {
			return ledger.Statement{}, err
		}
	}
	return r.ledger.Statement(ctx, agency, month, now)
}

func (r *StatementReconciler) tell(ctx context.Context, s *finance.Statement, report kit.Report) error {
	return r.speaker("RefreshStatement").Say(ctx, s, s.Status.Conditions, report)
}
