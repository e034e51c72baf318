package migration

import (
	"context"
	"fmt"
	"slices"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

// target tells whether the environment is ready and lawful.
func (r *reconciler) target(ctx context.Context, m *api.SystemMigration, o *observation) error {
	var env tenancy.Environment
	err := r.client.Get(ctx, client.ObjectKey{Namespace: m.Namespace, Name: m.Spec.Environment}, &env)
	if client.IgnoreNotFound(err) != nil {
		return fmt.Errorf("reading environment %q: %w", m.Spec.Environment, err)
	}
	o.facts.Environment = err == nil && env.Spec.System == m.Spec.System &&
		apimeta.IsStatusConditionTrue(env.Status.Conditions, tenancy.ConditionReady)
	var clearances governance.SecurityClearanceList
	if err := r.client.List(ctx, &clearances, client.InNamespace(m.Namespace)); err != nil {
		return fmt.Errorf("listing clearances: %w", err)
	}
	if v := clearance.Check(string(env.Spec.Type), facts.Clearances(clearances.Items, m.Spec.System), o.facts.Today); !v.Cleared {
		o.facts.ClearanceRefusal = v.Message
	}
	return r.residency(ctx, o)
}

// residency: at least one data centre may hold the system.
func (r *reconciler) residency(ctx context.Context, o *observation) error {
	var sites compute.DataCentreList
	if err := r.client.List(ctx, &sites); err != nil {
		return fmt.Errorf("listing data centres: %w", err)
	}
	exceptions, err := facts.Exceptions(ctx, r.client, o.agency.Name)
	if err != nil {
		return err
	}
	f := &o.facts
	f.ResidencyRefusal, f.ResidencyRule = "there is no data centre yet; ask the platform operator for one", residency.RuleCommissioned
	for i := range sites.Items {
		site := facts.Site(&sites.Items[i])
		v, refused := rules.Judge(regulation.Placement, rules.Facts{
			System: facts.Judged(o.agency.Name, &o.system), Site: &site, Exceptions: exceptions,
		}, o.book, f.Now).Refusal()
		if !refused {
			f.ResidencyRefusal, f.ResidencyRule = "", ""
			return nil
		}
		f.ResidencyRefusal, f.ResidencyRule = v.Message, v.Rule
	}
	return nil
}

// money tells who pays, and whether the agency has a budget and a quota.
func (r *reconciler) money(ctx context.Context, m *api.SystemMigration, o *observation) error {
	f := &o.facts
	f.Payer, f.Horizon = m.Spec.Payer, string(o.programme.Spec.EndsOn)
	var budgets finance.BudgetList
	if err := r.client.List(ctx, &budgets, client.InNamespace(m.Namespace)); err != nil {
		return fmt.Errorf("listing budgets: %w", err)
	}
	f.FundingYear = fundingYear(m.Spec.Window, f.Now)
	f.Funded = slices.ContainsFunc(budgets.Items, func(b finance.Budget) bool {
		return int(b.Spec.FiscalYear) == f.FundingYear && apimeta.IsStatusConditionTrue(b.Status.Conditions, finance.ConditionReady)
	})
	var quotas finance.QuotaList
	if err := r.client.List(ctx, &quotas, client.InNamespace(m.Namespace)); err != nil {
		return fmt.Errorf("listing quotas: %w", err)
	}
	ready := slices.ContainsFunc(quotas.Items, func(q finance.Quota) bool {
		return apimeta.IsStatusConditionTrue(q.Status.Conditions, finance.ConditionReady)
	})
	if !ready {
		f.QuotaShort = "the agency has no quota; ask the platform operator for one"
	}
	return r.pilot(ctx, m, o)
}

// fundingYear is the one in which the system goes over; that of today while no window
// lies ahead.
func fundingYear(w *api.CutoverWindow, now time.Time) int {
	if w != nil && now.Before(w.To.Time) {
		now = w.From.Time
	}
	return now.In(calendar.Almaty).Year()
}

// pilot: its results are accepted, or the system is part of it.
func (r *reconciler) pilot(ctx context.Context, m *api.SystemMigration, o *observation) error {
	p := o.programme.Spec.Pilot
	o.facts.PilotOpen = p == nil || p.Acceptance != ""
	if o.facts.PilotOpen {
		return nil
	}
	var waves api.MigrationWaveList
	if err := r.client.List(ctx, &waves); err != nil {
		return fmt.Errorf("listing waves: %w", err)
	}
	own := tenancy.SystemReference{Agency: o.agency.Name, Name: m.Spec.System}
	o.facts.PilotOpen = slices.ContainsFunc(waves.Items, func(w api.MigrationWave) bool {
		return w.Spec.Programme == m.Spec.Programme && w.Spec.Kind == api.WavePilot && slices.Contains(w.Spec.Systems, own)
	})
	return nil
}

// unanswered is how many questions of the questionnaire are open.
func unanswered(answers map[string]string) int { return len(assessment.Assess(answers).Unanswered) }
