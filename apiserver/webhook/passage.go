package webhook

import (
	"context"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/facts"
)

// dataFlow judges a declared flow before it is open; afterwards the audit does.
func (k checks) dataFlow(ctx context.Context, c change[governance.DataFlow], v *verdict) error {
	return k.passage(ctx, c.now.Namespace, c.now.Spec.System, facts.Flow(c.now), v)
}

// supportAccess judges an access in the same way.
func (k checks) supportAccess(ctx context.Context, c change[governance.SupportAccess], v *verdict) error {
	return k.passage(ctx, c.now.Namespace, c.now.Spec.System, facts.Support(c.now), v)
}

func (k checks) passage(ctx context.Context, namespace, system string, p whereabouts.Passage, v *verdict) error {
	agency, err := k.agencyOf(ctx, namespace, v)
	if err != nil || agency == "" {
		return err
	}
	s, err := k.systemOf(ctx, agency, system, "spec.system", v)
	if err != nil || s == nil {
		return err
	}
	now := k.clock.Now()
	book, err := facts.Book(ctx, k.reader, calendar.Day(now))
	if err != nil {
		return err
	}
	n := whereabouts.Name{Agency: agency, System: system}
	w := whereabouts.World{Book: book, Systems: map[whereabouts.Name]residency.System{n: facts.System(s)}, Now: now}
	r := w.JudgePassage(n, p)
	if r.Drifted() {
		v.refusals = append(v.refusals, refusal{compute.ReasonResidencyViolated, r.Rule, "spec.ground", r.Message})
	}
	v.warnings = append(v.warnings, r.Warnings...)
	return nil
}
