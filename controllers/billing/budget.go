package billing

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/kit"
)

// budgetInterval is how old the figures of a budget get; 60–75 s.
const budgetInterval = time.Minute

// BudgetLedger is what the reconciler of budgets needs of the ledger.
type BudgetLedger interface {
	Budgets(ctx context.Context, agency string) ([]ledger.Budget, error)
	SetBudget(ctx context.Context, b ledger.Budget, now time.Time) error
	DropBudget(ctx context.Context, agency string, year int) error
	BudgetUse(ctx context.Context, agency string, year int, now time.Time) (ledger.BudgetUse, error)
}

// BudgetReconciler makes the ledger hold the budgets of an agency, and settles
// them. A request names the agency's namespace.
type BudgetReconciler struct {
	base
	ledger BudgetLedger
}

var _ reconcile.Reconciler = (*BudgetReconciler)(nil)

// Reconcile implements reconcile.Reconciler.
func (r *BudgetReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var ns corev1.Namespace
	if err := r.client.Get(ctx, req.NamespacedName, &ns); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	agency := ns.Labels[tenancy.LabelAgency]
	var list finance.BudgetList
	if err := r.client.List(ctx, &list, client.InNamespace(ns.Name)); err != nil {
		return ctrl.Result{}, fmt.Errorf("listing the budgets of agency %q: %w", agency, err)
	}
	plan := assign(list.Items)
	err := r.drop(ctx, agency, plan)
	for i := range list.Items {
		err = errors.Join(err, r.record(ctx, agency, plan, &list.Items[i]))
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	return kit.After(budgetInterval), nil
}

// drop forgets the ledger's budgets that have no object any more.
func (r *BudgetReconciler) drop(ctx context.Context, agency string, plan assignment) error {
	held, err := r.ledger.Budgets(ctx, agency)
	if err != nil {
		return err
	}
	for _, b := range held {
		if _, wanted := plan.holders[b.Year]; wanted {
			continue
		}
		if err := r.ledger.DropBudget(ctx, agency, b.Year); err != nil {
			return err
		}
	}
	return nil
}

func (r *BudgetReconciler) record(ctx context.Context, agency string, plan assignment, b *finance.Budget) error {
	if !b.DeletionTimestamp.IsZero() {
		return nil
	}
	if holder, is := plan.duplicateOf[b.Name]; is {
		return r.tell(ctx, b, duplicateBudget(holder))
	}
	use, err := r.carry(ctx, agency, b)
	if err != nil {
		return errors.Join(err, r.tell(ctx, b, unavailableBudget(b)))
	}
	return r.tell(ctx, b, budgetReport(use))
}

func (r *BudgetReconciler) carry(ctx context.Context, agency string, b *finance.Budget) (ledger.BudgetUse, error) {
	limit, err := money.Parse(b.Spec.Limit)
	if err != nil {
		return ledger.BudgetUse{}, fmt.Errorf("limit of budget %q: %w", b.Name, err)
	}
	year, now := int(b.Spec.FiscalYear), r.clock.Now()
	if err := r.ledger.SetBudget(ctx, ledger.Budget{Name: b.Name, Agency: agency, Year: year, Limit: limit}, now); err != nil {
		return ledger.BudgetUse{}, err
	}
	return r.ledger.BudgetUse(ctx, agency, year, now)
}

func (r *BudgetReconciler) tell(ctx context.Context, b *finance.Budget, report kit.Report) error {
	return r.say(ctx, b, b.Status.Conditions, report, "RecordBudget")
}
