package webhook

import (
	"context"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/facts"
)

// residencyException checks what an exception names: it cannot change, so a slip of
// the pen would stay for ever. It counts once two approvers have spoken.
func (k checks) residencyException(ctx context.Context, c change[governance.ResidencyException], v *verdict) error {
	agency, err := k.agencyOf(ctx, c.now.Namespace, v)
	if err != nil || agency == "" {
		return err
	}
	if now := k.clock.Now(); !now.Before(c.now.Spec.ExpiresAt.Time) {
		v.refuse(reasonAlreadyExpired, "", "spec.expiresAt", "it is over since %s; name a moment that lies ahead",
			c.now.Spec.ExpiresAt.UTC().Format(time.RFC3339))
	}
	if _, err := k.systemOf(ctx, agency, c.now.Spec.System, "spec.system", v); err != nil {
		return err
	}
	if err := k.places(ctx, c.now.Spec.DataCentres, v); err != nil {
		return err
	}
	if err := k.lifted(ctx, c.now.Spec.Rules, v); err != nil {
		return err
	}
	if len(v.refusals) == 0 {
		v.warn("it counts once %d people have approved it, its author not among them: ikpctl approval give exception/AGENCY/NAME exception",
			exception.Approvers)
	}
	return nil
}

// places refuses data centres that do not exist.
func (k checks) places(ctx context.Context, names []string, v *verdict) error {
	for _, name := range names {
		found, err := k.find(ctx, client.ObjectKey{Name: name}, &compute.DataCentre{})
		if err != nil {
			return err
		}
		if !found {
			v.refuse(reasonPlaceUnknown, "", "spec.dataCentres", "there is no data centre %s; choose of: ikpctl dc list", name)
		}
	}
	return nil
}

// lifted refuses rules that the edition in force does not have.
func (k checks) lifted(ctx context.Context, rules []string, v *verdict) error {
	book, err := facts.Book(ctx, k.reader, calendar.Day(k.clock.Now()))
	if err != nil {
		return err
	}
	for _, id := range rules {
		if _, known := book.Rule(id); !known {
			v.refuse(reasonRuleUnknown, "", "spec.rules", "edition %s has no rule %s; look it up: ikpctl rule list", book.Edition(), id)
		}
	}
	return nil
}
