package programme

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/planning"
)

// What agrees to a plan: the agency's word on the matter plan (C-3.7).
const (
	planMatter  = "plan"
	agencyParty = "GO"
)

type planReconciler struct{ keeper }

// Reconcile tells whether the agency has agreed to its plan, and who is behind it.
func (r *planReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	p := &api.MigrationPlan{}
	if err := r.client.Get(ctx, req.NamespacedName, p); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	hash, err := facts.PlanContent(p.Spec)
	if err != nil {
		return ctrl.Result{}, err
	}
	agreed, err := r.agreed(ctx, p, hash)
	if err != nil {
		return ctrl.Result{}, err
	}
	moves, err := r.migrations(ctx, client.InNamespace(p.Namespace))
	if err != nil {
		return ctrl.Result{}, err
	}
	published, late, first := 0, 0, ""
	for _, i := range p.Spec.Items {
		m := moves[client.ObjectKey{Namespace: p.Namespace, Name: i.System}]
		if planning.PublishedOn(m) != "" {
			published++
		}
		if planning.Late(i, m, r.today()) {
			late++
			if first == "" {
				first = fmt.Sprintf("%s is %s and had to be %s", i.System, planning.StateOf(m), planning.Wanted(i, r.today()))
			}
		}
	}
	return kit.After(resync), r.status.Apply(ctx, p, kit.Report{
		Conditions: []metav1.Condition{agreed, onPlan(late, first)},
		Fields:     map[string]any{"contentHash": hash, "published": count(published), "late": count(late)},
	})
}

func (r *planReconciler) agreed(ctx context.Context, p *api.MigrationPlan, hash string) (metav1.Condition, error) {
	var list governance.ApprovalList
	if err := r.client.List(ctx, &list, client.InNamespace(p.Namespace)); err != nil {
		return metav1.Condition{}, fmt.Errorf("listing approvals: %w", err)
	}
	words := migration.Words{
		All:    facts.Words(list.Items, "MigrationPlan", p.Name),
		Hashes: map[migration.Part]string{migration.PartOf(planMatter): hash},
		Author: p.Annotations[tenancy.AnnotationRequestedBy],
	}
	if words.Approved(planMatter, agencyParty) {
		return kit.True(api.ConditionAgreed, api.ReasonAgreed, "the agency has approved the plan as it is (C-3.7)"), nil
	}
	return kit.False(api.ConditionAgreed, api.ReasonNotAgreed,
		"the agency has not approved the plan as it is: matter %s, party %s, content %.12s… (C-3.7)", planMatter, agencyParty, hash), nil
}
