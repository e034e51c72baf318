package webhook

import (
	"context"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
)

// cachedFirst admits a machine by what the cache knows. What the cache would
// refuse, or cannot tell, is decided again on the API server itself: the cache
// may not have heard yet of the image that was published a moment ago. That it
// may not have heard of one withdrawn is no more than a create that came first.
func (k checks) cachedFirst(cache client.Reader) func(context.Context, change[compute.VirtualMachine], *verdict) error {
	cached := k
	cached.reader, cached.library = cache, facts.NewLibrary(cache)
	return func(ctx context.Context, c change[compute.VirtualMachine], v *verdict) error {
		var quick verdict
		if err := cached.virtualMachine(ctx, c, &quick); err == nil && len(quick.refusals) == 0 {
			*v = quick
			return nil
		}
		return k.virtualMachine(ctx, c, v)
	}
}
