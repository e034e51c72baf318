package webhook

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// ruleFinance: funding is planned and checked before anything starts.
const ruleFinance = "C-1.3"

// budget refuses a second budget for one year.
func (k checks) budget(ctx context.Context, c change[finance.Budget], v *verdict) error {
	agency, err := k.agencyOf(ctx, c.now.Namespace, v)
	if err != nil || agency == "" {
		return err
	}
	var list finance.BudgetList
	if err := k.reader.List(ctx, &list, client.InNamespace(c.now.Namespace)); err != nil {
		return fmt.Errorf("listing the budgets of agency %q: %w", agency, err)
	}
	for _, other := range list.Items {
		if other.Name != c.now.Name && other.Spec.FiscalYear == c.now.Spec.FiscalYear {
			v.refuse(finance.ReasonDuplicate, ruleFinance, "spec.fiscalYear",
				"agency %s has Budget %s for %d already; change that one", agency, other.Name, other.Spec.FiscalYear)
		}
	}
	return nil
}

// quota refuses a second quota for one target and a target that does not exist.
func (k checks) quota(ctx context.Context, c change[finance.Quota], v *verdict) error {
	agency, err := k.agencyOf(ctx, c.now.Namespace, v)
	if err != nil || agency == "" {
		return err
	}
	if err := k.quotaTarget(ctx, agency, c.now.Spec, v); err != nil {
		return err
	}
	var list finance.QuotaList
	if err := k.reader.List(ctx, &list, client.InNamespace(c.now.Namespace)); err != nil {
		return fmt.Errorf("listing the quotas of agency %q: %w", agency, err)
	}
	for _, other := range list.Items {
		same := other.Spec.System == c.now.Spec.System && other.Spec.Environment == c.now.Spec.Environment
		if same && other.Name != c.now.Name {
			v.refuse(finance.ReasonDuplicate, ruleFinance, "spec",
				"Quota %s is for %s already; change that one", other.Name, target(agency, c.now.Spec))
		}
	}
	return nil
}

func (k checks) quotaTarget(ctx context.Context, agency string, q finance.QuotaSpec, v *verdict) error {
	if q.System == "" {
		return nil
	}
	if _, err := k.systemOf(ctx, agency, q.System, "spec.system", v); err != nil || q.Environment == "" {
		return err
	}
	var e tenancy.Environment
	found, err := k.find(ctx, client.ObjectKey{Namespace: tenancy.AgencyNamespace(agency), Name: q.Environment}, &e)
	if err != nil {
		return err
	}
	if !found || e.Spec.System != q.System {
		v.refuse(tenancy.ReasonSystemMissing, "", "spec.environment",
			"system %s has no Environment %s; create it first", q.System, q.Environment)
	}
	return nil
}

// target says in words what a quota is for.
func target(agency string, q finance.QuotaSpec) string {
	switch {
	case q.Environment != "":
		return "environment " + q.Environment + " of system " + q.System
	case q.System != "":
		return "system " + q.System
	}
	return "agency " + agency
}
