package hosted

import (
	"context"

	"k8s.io/apimachinery/pkg/apis/meta/internalversion"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// REST is the storage of one kind that agents may read of their hosts.
type REST struct {
	rest.TableConvertor
	kind
	client   client.WithWatch
	stopping <-chan struct{}
}

var (
	_ rest.Getter               = (*REST)(nil)
	_ rest.Lister               = (*REST)(nil)
	_ rest.Watcher              = (*REST)(nil)
	_ rest.Scoper               = (*REST)(nil)
	_ rest.SingularNameProvider = (*REST)(nil)
)

// newREST serves a kind. stopping, once closed, ends the watches: they would hold
// up the end of the process.
func newREST(k kind, c client.WithWatch, stopping <-chan struct{}) *REST {
	return &REST{TableConvertor: rest.NewDefaultTableConvertor(k.resource()), kind: k, client: c, stopping: stopping}
}

// New is an empty object.
func (r *REST) New() runtime.Object { return r.view() }

// NewList is an empty list.
func (r *REST) NewList() runtime.Object { return r.viewList() }

// Destroy has nothing to free.
func (r *REST) Destroy() {}

// NamespaceScoped says where the stored kind lives.
func (r *REST) NamespaceScoped() bool { return r.namespaced }

// GetSingularName is the singular in discovery.
func (r *REST) GetSingularName() string { return r.singular }

// Get is one object as it is now. What is another host's is not found, in the
// same words as what does not exist.
func (r *REST) Get(ctx context.Context, name string, _ *metav1.GetOptions) (runtime.Object, error) {
	host, err := r.caller(ctx)
	if err != nil {
		return nil, err
	}
	key := client.ObjectKey{Namespace: genericapirequest.NamespaceValue(ctx), Name: name}
	object, err := r.read(ctx, r.client, host, key)
	return object, r.answer(name, err)
}

// List is all that is the caller's.
func (r *REST) List(ctx context.Context, options *internalversion.ListOptions) (runtime.Object, error) {
	selected, err := r.selection(ctx, options)
	if err != nil {
		return nil, err
	}
	list := r.storedList()
	if err := r.client.List(ctx, list, selected); err != nil {
		return nil, r.answer("", err)
	}
	return r.showAll(list)
}

// Watch follows what is the caller's. A machine that leaves his host is deleted
// in his eyes.
func (r *REST) Watch(ctx context.Context, options *internalversion.ListOptions) (watch.Interface, error) {
	selected, err := r.selection(ctx, options)
	if err != nil {
		return nil, err
	}
	source, err := r.client.Watch(ctx, r.storedList(), selected)
	if err != nil {
		return nil, r.answer("", err)
	}
	return r.follow(source), nil
}
