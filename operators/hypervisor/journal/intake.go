package journal

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/rest"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// Intake is the ledger behind the aggregated API.
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

// Post implements Ledger.
func (i *Intake) Post(ctx context.Context, batch *subresources.UsageBatch) (int64, error) {
	answer := &subresources.UsageBatch{}
	err := i.client.Post().Resource("usagebatches").Body(batch).Do(ctx).Into(answer)
	return answer.Acknowledged, err
}
