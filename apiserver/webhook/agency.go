package webhook

import (
	"context"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// deepest is how many levels of agencies there may be; the state has about four.
const deepest = 16

// agency checks that the bodies above it exist and that it is not one of them.
func (k checks) agency(ctx context.Context, c change[tenancy.Agency], v *verdict) error {
	const field = "spec.parent"
	path := []string{c.now.Name}
	for above := c.now.Spec.Parent; above != ""; {
		path = append(path, above)
		if above == c.now.Name || len(path) > deepest {
			v.refuse(reasonCycle, "", field, "agency %s would be subordinate to itself: %s; correct spec.parent of one of them",
				c.now.Name, strings.Join(path, " → "))
			return nil
		}
		var parent tenancy.Agency
		found, err := k.find(ctx, client.ObjectKey{Name: above}, &parent)
		if err != nil {
			return err
		}
		if !found {
			if above == c.now.Spec.Parent {
				v.refuse(reasonParentMissing, "", field, "agency %s does not exist; register it first, or leave spec.parent empty", above)
			}
			return nil
		}
		above = parent.Spec.Parent
	}
	return nil
}
