package hosted

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// Hosts serves hostviews.
func Hosts(c client.WithWatch, stopping <-chan struct{}) *REST {
	return newREST(kind{
		plural: "hostviews", singular: "hostview", field: "metadata.name",
		view:       func() runtime.Object { return &subresources.HostView{} },
		viewList:   func() runtime.Object { return &subresources.HostViewList{} },
		storedList: func() client.ObjectList { return &compute.HostList{} },
		read:       readHost, show: showing(subresources.HostViewOf),
	}, c, stopping)
}

func readHost(ctx context.Context, from client.Reader, host string, key client.ObjectKey) (runtime.Object, error) {
	if key.Name != host {
		return nil, errNotOwn
	}
	own := &compute.Host{}
	if err := from.Get(ctx, key, own); err != nil {
		return nil, err
	}
	return subresources.HostViewOf(own), nil
}
