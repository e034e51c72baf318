package local

import (
	"context"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// register makes the data centre and the hosts known. What is registered
// already stays as people have left it.
func (c *Cluster) register(ctx context.Context) error {
	admin, err := c.Client()
	if err != nil {
		return err
	}
	objects := []client.Object{c.dataCentre()}
	for _, h := range c.state.Hosts {
		objects = append(objects, &compute.Host{
			ObjectMeta: metav1.ObjectMeta{Name: h},
			Spec:       compute.HostSpec{DataCentre: c.state.DataCentre, Segment: tenancy.Segment(c.state.Segment), Zone: h},
		})
	}
	for _, o := range objects {
		if err := admin.Create(ctx, o); err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("registering %q: %w", o.GetName(), err)
		}
	}
	return nil
}

// dataCentre is a site in Kazakhstan in which everything may run from today on.
func (c *Cluster) dataCentre() *compute.DataCentre {
	today := tenancy.Date(c.now().UTC().Format(time.DateOnly))
	return &compute.DataCentre{
		ObjectMeta: metav1.ObjectMeta{Name: c.state.DataCentre},
		Spec: compute.DataCentreSpec{
			Names:          tenancy.Names{EN: "This machine", RU: "Этот компьютер", KK: "Осы компьютер"},
			Country:        "KZ",
			Segments:       []tenancy.Segment{tenancy.SegmentG2G, tenancy.SegmentG2CB},
			Registered:     true,
			Accession:      compute.Accession{AnsweredOn: today, Document: "try-out, no act"},
			CommissionedOn: today,
		},
	}
}
