package hostaccess

import (
	"context"
	"time"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/departure"
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
	bound, err := departure.Remaining(ctx, r.Keeper.Live, host.Name)
	if err != nil {
		return ctrl.Result{}, err
	}
	if len(bound) > 0 {
		return kit.After(occupiedInterval), r.tell(ctx, host, occupied(host.Name, len(bound)))
	}
	if r.Clock.Since(host.DeletionTimestamp.Time) < settling {
		return kit.After(settling), nil
	}
	return ctrl.Result{}, r.Keeper.LetGo(ctx, host, Finalizer)
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

// every machine keeps its host occupied.
func every(*compute.VirtualMachine) bool { return true }
