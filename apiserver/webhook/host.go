package webhook

import (
	"context"
	"slices"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/residency"
)

// host checks that the data centre exists, stays, and serves the host's segment.
func (k checks) host(ctx context.Context, c change[compute.Host], v *verdict) error {
	var dc compute.DataCentre
	found, err := k.find(ctx, client.ObjectKey{Name: c.now.Spec.DataCentre}, &dc)
	if err != nil {
		return err
	}
	if !found {
		v.refuse(compute.ReasonCatalogueMissing, "", "spec.dataCentre",
			"data centre %s does not exist; register it first", c.now.Spec.DataCentre)
		return nil
	}
	if dc.DeletionTimestamp != nil {
		v.refuse(reasonWithdrawn, "", "spec.dataCentre",
			"data centre %s is being deleted and takes no more hosts; choose another one of: kubectl get datacentres", dc.Name)
	}
	if !slices.Contains(dc.Spec.Segments, c.now.Spec.Segment) {
		v.refuse(compute.ReasonResidencyViolated, residency.RuleSegment, "spec.segment",
			"data centre %s serves %v, not segment %s; add the segment to the data centre or choose another one",
			dc.Name, dc.Spec.Segments, c.now.Spec.Segment)
	}
	return nil
}
