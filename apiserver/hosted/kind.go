package hosted

import (
	"context"
	"fmt"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
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
}

func (k kind) resource() schema.GroupResource {
	return schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: k.plural}
}

// showing shows the stored objects of one type and leaves others as they are: a
// watch also brings statuses.
func showing[S, V runtime.Object](of func(S) V) func(runtime.Object) runtime.Object {
	return func(object runtime.Object) runtime.Object {
		if stored, ok := object.(S); ok {
			return of(stored)
		}
		return object
	}
}

// showAll is a list of stored objects as it is served.
func (k kind) showAll(stored client.ObjectList) (runtime.Object, error) {
	shown := k.viewList()
	items, err := apimeta.ExtractList(stored)
	if err != nil {
		return nil, fmt.Errorf("reading a list of %s: %w", k.plural, err)
	}
	for i := range items {
		items[i] = k.show(items[i])
	}
	if err := apimeta.SetList(shown, items); err != nil {
		return nil, fmt.Errorf("making a list of %s: %w", k.plural, err)
	}
	return shown, k.carryOver(stored, shown)
}

// carryOver keeps the version, the rest to come and how to go on.
func (k kind) carryOver(stored client.ObjectList, shown runtime.Object) error {
	meta, err := apimeta.ListAccessor(shown)
	if err != nil {
		return fmt.Errorf("making a list of %s: %w", k.plural, err)
	}
	meta.SetResourceVersion(stored.GetResourceVersion())
	meta.SetContinue(stored.GetContinue())
	meta.SetRemainingItemCount(stored.GetRemainingItemCount())
	return nil
}
