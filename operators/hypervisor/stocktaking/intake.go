package stocktaking

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/rest"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// Intake is where inventories go: the aggregated API.
type Intake struct{ client rest.Interface }

// NewIntake reaches the aggregated API as the user of cfg, whom the intake takes
// for the host.
func NewIntake(cfg *rest.Config, scheme *runtime.Scheme) (*Intake, error) {
	cfg = rest.CopyConfig(cfg)
	cfg.GroupVersion = &subresources.GroupVersion
	cfg.APIPath = "/apis"
	cfg.NegotiatedSerializer = serializer.NewCodecFactory(scheme).WithoutConversion()
	c, err := rest.RESTClientFor(cfg)
	if err != nil {
		return nil, err
	}
	return &Intake{client: c}, nil
}

// Post implements Stock.
func (i *Intake) Post(ctx context.Context, inventory *subresources.ResidencyInventory) error {
	return i.client.Post().Resource("residencyinventories").Body(inventory).Do(ctx).Error()
}
