package hosted

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// kind is how one stored kind is shown to the hosts that its objects are of.
type kind struct {
	plural, singular string
	namespaced       bool
	// field of the stored kind names the host.
	field string
	// view and viewList are empty objects of what is served, storedList of what is stored.
	view, viewList func() runtime.Object
	storedList     func() client.ObjectList
	// read is one object of a host, not found when it is none of its own.
	read func(ctx context.Context, from client.Reader, host string, key client.ObjectKey) (runtime.Object, error)
	// show is a stored object as it is served; what is no such object stays.
	show func(runtime.Object) runtime.Object
	// showAll is a list of stored objects as it is served.
	showAll func(client.ObjectList) runtime.Object
}

func (k kind) resource() schema.GroupResource {
	return schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: k.plural}
}
