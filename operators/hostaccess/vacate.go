package hostaccess

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// Finalizer keeps a host registered while machines are bound to it: nobody else
// could confirm that they are gone. Platform operators cannot take it off.
const Finalizer = "compute.ikp.gov.kz/host"

const (
	// occupiedInterval is how often a host that is being deleted is counted again
	// although no machine is known to have left it.
	occupiedInterval = time.Minute
	// settling is how long after its deletion a host stays in any case: placement
	// may have chosen it just before it saw the deletion.
	settling = 5 * time.Second
)

// vacate lets a host that is being deleted go once no machine is bound to it.
func (r *Reconciler) vacate(ctx context.Context, host *compute.Host) (ctrl.Result, error) {
	bound, err := r.bound(ctx, host.Name)
	if err != nil {
		return ctrl.Result{}, err
	}
	if bound > 0 {
		return kit.After(occupiedInterval), r.tell(ctx, host, occupied(host.Name, bound))
	}
	if r.Clock.Since(host.DeletionTimestamp.Time) < settling {
		return kit.After(settling), nil
	}
	return ctrl.Result{}, r.Keeper.LetGo(ctx, host, Finalizer)
}

// bound counts the machines of a host. It asks the API server itself: what
// follows cannot be undone.
func (r *Reconciler) bound(ctx context.Context, host string) (int, error) {
	var list compute.VirtualMachineList
	if err := r.Keeper.Live.List(ctx, &list, client.MatchingFields{"spec.host": host}); err != nil {
		return 0, fmt.Errorf("listing the machines of host %q: %w", host, err)
	}
	return len(list.Items), nil
}

// tell says why a host stays, and once in an event.
func (r *Reconciler) tell(ctx context.Context, host *compute.Host, why metav1.Condition) error {
	if apimeta.FindStatusCondition(host.Status.Conditions, why.Type) == nil {
		r.Events.Eventf(host, nil, corev1.EventTypeWarning, why.Reason, "Vacate", "%s", why.Message)
	}
	return r.Status.Apply(ctx, host, kit.Report{Conditions: []metav1.Condition{why}})
}

func occupied(host string, machines int) metav1.Condition {
	return kit.False(compute.ConditionVacated, compute.ReasonDeleting,
		"the host stays until the machines bound to it are gone, now %d: their owners delete them and its agent confirms it; see: kubectl get vm -A --field-selector spec.host=%s",
		machines, host)
}

// hostOf brings back the host that a machine was bound to.
func hostOf() handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(_ context.Context, vm client.Object) []reconcile.Request {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Name: vm.(*compute.VirtualMachine).Spec.Host}}}
	})
}

// leaves lets pass machines that are gone from a host.
func leaves() predicate.Predicate {
	return predicate.Funcs{
		CreateFunc:  func(event.CreateEvent) bool { return false },
		UpdateFunc:  func(event.UpdateEvent) bool { return false },
		GenericFunc: func(event.GenericEvent) bool { return false },
		DeleteFunc:  func(e event.DeleteEvent) bool { return e.Object.(*compute.VirtualMachine).Spec.Host != "" },
	}
}
