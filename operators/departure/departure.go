package departure

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// Host brings back the host that a machine was bound to.
func Host() handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(_ context.Context, vm client.Object) []reconcile.Request {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Name: vm.(*compute.VirtualMachine).Spec.Host}}}
	})
}

// Of lets pass bound machines that are gone, as far as they matter.
func Of(matters func(*compute.VirtualMachine) bool) predicate.Predicate {
	return predicate.Funcs{
		CreateFunc:  func(event.CreateEvent) bool { return false },
		UpdateFunc:  func(event.UpdateEvent) bool { return false },
		GenericFunc: func(event.GenericEvent) bool { return false },
		DeleteFunc: func(e event.DeleteEvent) bool {
			vm := e.Object.(*compute.VirtualMachine)
			return vm.Spec.Host != "" && matters(vm)
		},
	}
}

// Remaining are the machines that are bound to a host. What follows from there
// being none cannot be undone, so live is the API server itself.
func Remaining(ctx context.Context, live client.Reader, host string) ([]compute.VirtualMachine, error) {
	var list compute.VirtualMachineList
	if err := live.List(ctx, &list, client.MatchingFields{"spec.host": host}); err != nil {
		return nil, fmt.Errorf("listing the machines of host %q: %w", host, err)
	}
	return list.Items, nil
}
