package ledger

import (
	"context"
	"fmt"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Rules that refuse a reservation.
const (
	// ruleQuota: quota and budget are checked before anything starts.
	ruleQuota = "C-1.3"
	// ruleTariff: prices are regulated.
	ruleTariff = "C-3.8"
)

// refusal is the *Refusal of a claim as the ledger is now, or nil.
func (c claim) refusal(ctx context.Context, b book) error {
	path := c.Owner.path()
	for i := range path {
		if _, err := path[i].read(ctx, b); err != nil {
			return err
		}
	}
	if r := refuseQuota(path, c.delta); r != nil {
		return r
	}
	after, err := path[0].used.Add(c.delta.Vector)
	if err != nil {
		return err
	}
	_, err = c.charge(ctx, b, after, "")
	return err
}

func refuseQuota(path []account, delta Amount) error {
	if agency := path[0]; agency.quota == "" && delta.grows() {
		return &Refusal{Reason: compute.ReasonNoQuota, Rule: ruleQuota, Message: fmt.Sprintf(
			"agency %s has no Quota; ask the platform operator to create one in namespace %s (%s)",
			agency.name, tenancy.AgencyNamespace(agency.name), ruleQuota)}
	}
	lacks := shortages(path, delta)
	if len(lacks) == 0 {
		return nil
	}
	return &Refusal{Reason: compute.ReasonQuotaExceeded, Rule: ruleQuota, Message: fmt.Sprintf(
		"needs %s, %s; free some or ask the platform operator to raise Quota %s (%s)",
		lacks.needs(), lacks.left(), lacks.quotas(), ruleQuota)}
}
