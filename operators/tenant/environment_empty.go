package tenant

import (
	"context"
	"fmt"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// empty waits until an environment that is being deleted has no machines, and
// then takes its namespace away. Deleting the namespace first would destroy
// machines whose owner has not said so.
func (r *EnvironmentReconciler) empty(ctx context.Context, p place) (ctrl.Result, error) {
	if p.agency == "" {
		return ctrl.Result{}, r.Keeper.LetGo(ctx, p.env, FinalizerEnvironment)
	}
	machines, err := r.machines(ctx, p.namespace())
	if err != nil {
		return ctrl.Result{}, err
	}
	if len(machines) > 0 {
		return kit.After(emptyingInterval), r.Status.Apply(ctx, p.env, environmentDeleting(p, machines))
	}
	gone, err := r.Keeper.RemoveNamespace(ctx, p.owner, p.namespace())
	if err != nil {
		return ctrl.Result{}, err
	}
	if !gone {
		return kit.After(emptyingInterval), r.Status.Apply(ctx, p.env, environmentDeleting(p, nil))
	}
	return ctrl.Result{}, r.Keeper.LetGo(ctx, p.env, FinalizerEnvironment)
}

// machines names the virtual machines of a namespace. It asks the API server
// itself: what follows cannot be undone.
func (r *EnvironmentReconciler) machines(ctx context.Context, namespace string) ([]string, error) {
	var list compute.VirtualMachineList
	if err := r.Keeper.Live.List(ctx, &list, client.InNamespace(namespace)); err != nil {
		return nil, fmt.Errorf("listing machines of %q: %w", namespace, err)
	}
	var names []string
	for _, vm := range list.Items {
		names = append(names, vm.Name)
	}
	return names, nil
}
