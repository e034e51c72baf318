package hostaccess

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/predicate"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/departure"
	"github.com/govtech-kz/ikp/operators/owned"
)

// fieldOwner is the field manager of everything that this package writes.
const fieldOwner client.FieldOwner = "ikp-hostaccess"

// takenInterval is how often a namespace that somebody else has is tried again.
const takenInterval = time.Minute

// Reconciler keeps the namespaces of hosts, and hosts while machines are bound.
type Reconciler struct {
	// Keeper makes the objects.
	Keeper owned.Keeper
	// Status says what keeps a host that is being deleted.
	Status kit.StatusWriter
	// Events tells the platform operator what stands in the way.
	Events events.EventRecorder
	// Clock says how long ago a host was deleted.
	Clock clock.PassiveClock
}

// Add registers the reconciler.
func Add(mgr ctrl.Manager, clk clock.PassiveClock) error {
	r := &Reconciler{
		Keeper: owned.Keeper{Client: mgr.GetClient(), Live: mgr.GetAPIReader(), Owner: fieldOwner},
		Status: kit.StatusWriter{Client: mgr.GetClient(), Owner: fieldOwner, Clock: clk},
		Events: mgr.GetEventRecorder(string(fieldOwner)),
		Clock:  clk,
	}
	return ctrl.NewControllerManagedBy(mgr).Named("hostaccess").
		For(&compute.Host{}, builder.WithPredicates(predicate.GenerationChangedPredicate{})).
		Watches(&corev1.Namespace{}, owned.Enqueue("Host")).
		Watches(&rbacv1.RoleBinding{}, owned.Enqueue("Host")).
		Watches(&compute.VirtualMachine{}, departure.Host(), builder.WithPredicates(departure.Of(every))).
		Complete(r)
}

// Reconcile makes one host's namespace and lets its agent in.
func (r *Reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	host := &compute.Host{}
	if err := r.Keeper.Client.Get(ctx, req.NamespacedName, host); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if host.DeletionTimestamp != nil {
		return r.vacate(ctx, host)
	}
	if err := r.Keeper.Hold(ctx, host, Finalizer); err != nil {
		return ctrl.Result{}, err
	}
	owner := owned.Owner{Kind: "Host", NamespacedName: req.NamespacedName}
	err := r.Keeper.KeepNamespace(ctx, owner, namespace(owner, host))
	var taken *owned.TakenError
	if errors.As(err, &taken) {
		r.Events.Eventf(host, nil, corev1.EventTypeWarning, tenancy.ReasonNamespaceTaken, "Register", "%v", taken)
		return kit.After(takenInterval), nil
	}
	if err != nil {
		return ctrl.Result{}, fmt.Errorf("giving host %q its namespace: %w", host.Name, err)
	}
	for _, b := range access(owner, host.Name) {
		err = errors.Join(err, r.Keeper.Keep(ctx, b))
	}
	return ctrl.Result{}, err
}
