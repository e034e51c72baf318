package placement

import (
	"context"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/util/workqueue"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

type queue = workqueue.TypedRateLimitingInterface[reconcile.Request]

// The handlers below write what a watch shows into the book before they bring
// back the machines that wait, so that these find the book up to date. The
// controller's workers start when every handler has seen the whole first list.

// follow is a handler that takes in every version of an object.
func follow(take func(ctx context.Context, obj client.Object, deleted bool, q queue)) handler.Funcs {
	return handler.Funcs{
		CreateFunc:  func(ctx context.Context, e event.CreateEvent, q queue) { take(ctx, e.Object, false, q) },
		UpdateFunc:  func(ctx context.Context, e event.UpdateEvent, q queue) { take(ctx, e.ObjectNew, false, q) },
		DeleteFunc:  func(ctx context.Context, e event.DeleteEvent, q queue) { take(ctx, e.Object, true, q) },
		GenericFunc: func(ctx context.Context, e event.GenericEvent, q queue) { take(ctx, e.Object, false, q) },
	}
}

// machines follows virtual machines; those that are unbound or going, and those
// that may lack their user data, come up.
func (b *book) machines(c client.Reader) handler.EventHandler {
	take := func(ctx context.Context, obj client.Object, deleted bool, q queue) {
		vm := obj.(*compute.VirtualMachine)
		freed := false
		if deleted {
			freed = b.forgetMachine(vm.UID)
		} else {
			freed = b.observeMachine(vm, typeOf(ctx, c, vm))
			if vm.Spec.Host == "" || gone(vm) || lacksSeed(vm) {
				q.Add(reconcile.Request{NamespacedName: client.ObjectKeyFromObject(vm)})
			}
		}
		b.retry(freed, q)
	}
	followed := follow(take)
	followed.CreateFunc = func(ctx context.Context, e event.CreateEvent, q queue) {
		if !e.IsInInitialList {
			b.bear(e.Object.(*compute.VirtualMachine))
		}
		take(ctx, e.Object, false, q)
	}
	return followed
}

func (b *book) hostsFollowed() handler.EventHandler {
	return follow(func(_ context.Context, obj client.Object, deleted bool, q queue) {
		if deleted {
			b.retry(b.forgetHost(obj.GetName()), q)
			return
		}
		b.retry(b.observeHost(obj.(*compute.Host)), q)
	})
}

func (b *book) sitesFollowed() handler.EventHandler {
	return follow(func(_ context.Context, obj client.Object, deleted bool, q queue) {
		if deleted {
			b.forgetSite(obj.GetName())
			return
		}
		b.retry(b.observeSite(obj.(*compute.DataCentre)), q)
	})
}

// everyHost brings up all hosts.
func (b *book) everyHost() handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(context.Context, client.Object) []reconcile.Request {
		b.mu.Lock()
		defer b.mu.Unlock()
		all := make([]reconcile.Request, 0, len(b.hosts))
		for name := range b.hosts {
			all = append(all, reconcile.Request{NamespacedName: types.NamespacedName{Name: name}})
		}
		return all
	})
}

// retried brings back all machines that wait when anything of a kind changes.
func (b *book) retried() handler.EventHandler {
	return follow(func(_ context.Context, _ client.Object, _ bool, q queue) { b.retry(true, q) })
}

// retry brings back all machines that wait, if any may find a host now.
func (b *book) retry(hopeful bool, q queue) {
	if !hopeful {
		return
	}
	for _, key := range b.waiters() {
		q.Add(reconcile.Request{NamespacedName: key})
	}
}

// typeOf is the type of a machine, nil if it does not exist.
func typeOf(ctx context.Context, c client.Reader, vm *compute.VirtualMachine) *compute.MachineTypeSpec {
	t := &compute.MachineType{}
	err := c.Get(ctx, types.NamespacedName{Name: vm.Spec.MachineType}, t)
	if err == nil {
		return &t.Spec
	}
	if !apierrors.IsNotFound(err) {
		ctrl.LoggerFrom(ctx).Error(err, "reading the type of a machine", "machine", vm.Name, "namespace", vm.Namespace)
	}
	return nil
}
