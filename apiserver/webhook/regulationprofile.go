package webhook

import (
	"context"
	"fmt"
	"slices"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
)

// regulationProfile checks that an edition begins on a day on which no other does:
// at most one is in force on any day. That it does not change is for a policy to
// say, which needs no other object.
func (k checks) regulationProfile(ctx context.Context, c change[governance.RegulationProfile], v *verdict) error {
	from, to := c.now.Spec.ValidFrom, c.now.Spec.ValidTo
	if to != "" && to < from {
		v.refuse(reasonEditionInForce, "", "spec.validTo", "edition %s ends on %s, before it begins on %s; correct one of them", c.now.Name, to, from)
	}
	var list governance.RegulationProfileList
	if err := k.reader.List(ctx, &list); err != nil {
		return fmt.Errorf("listing regulation profiles: %w", err)
	}
	for i := range list.Items {
		if other := &list.Items[i]; other.Name != c.now.Name && other.Spec.ValidFrom == from {
			v.refuse(reasonEditionInForce, "", "spec.validFrom",
				"edition %s begins on %s, too, and one edition is in force on a day; let this one begin on another day", other.Name, from)
		}
	}
	partiesKnown(c.now, v)
	return nil
}

// partiesKnown: a measure of a party that does not exist could never be closed.
func partiesKnown(p *governance.RegulationProfile, v *verdict) {
	for _, m := range p.Spec.Measures {
		for _, code := range m.Parties {
			if !slices.ContainsFunc(p.Spec.Parties, func(known governance.Party) bool {
				return known.Code == code || slices.Contains(known.SuccessorOf, code)
			}) {
				v.refuse(reasonPartyUnknown, m.Rule, "spec.measures", "measure %d is of party %s, which the edition does not name; add it to spec.parties", m.Number, code)
			}
		}
	}
}
