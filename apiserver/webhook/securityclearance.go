package webhook

import (
	"context"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
)

// securityClearance checks that the system which was tested exists: a slip of
// the pen would clear nothing and could never be corrected.
func (k checks) securityClearance(ctx context.Context, c change[governance.SecurityClearance], v *verdict) error {
	agency, err := k.agencyOf(ctx, c.now.Namespace, v)
	if err != nil || agency == "" {
		return err
	}
	_, err = k.systemOf(ctx, agency, c.now.Spec.System, "spec.system", v)
	return err
}
