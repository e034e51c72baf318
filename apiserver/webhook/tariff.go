package webhook

import (
	"context"
	"errors"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// ruleTariff: prices are regulated, and what was billed stays explained.
const ruleTariff = "C-3.8"

// tariff refuses to publish what the ledger could not take over: a published
// tariff can be neither changed nor deleted, so it would stay unready for ever.
func (k checks) tariff(ctx context.Context, c change[finance.Tariff], v *verdict) error {
	if c.now.Spec.State != finance.TariffPublished {
		return nil
	}
	err := k.ledger.LookTariff(ctx, ledger.TariffOf(c.now), k.clock.Now())
	var conflict *ledger.Conflict
	switch {
	case errors.As(err, &conflict):
		v.refuse(finance.ReasonConflict, ruleTariff, "spec.validFrom", "%s", conflict.Message)
	case err != nil:
		// What cannot be known refuses nobody: the condition Ready will tell.
		v.warn("the ledger does not answer, so it is not known whether it will take tariff %s over: see its condition Ready", c.now.Name)
	}
	return nil
}
