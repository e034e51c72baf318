package catalogue

import (
	"context"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/predicate"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// Finalizer keeps an entry of the catalogue while something refers to it.
// Platform operators cannot take it off.
const Finalizer = "compute.ikp.gov.kz/in-use"

// fieldOwner is the field manager of everything that this package writes.
const fieldOwner client.FieldOwner = "ikp-catalogue"

const (
	// usedInterval is how often an entry that is being deleted is looked at again
	// although nothing is known to have left it.
	usedInterval = time.Minute
	// settling is how long after its deletion an entry stays in any case: a machine
	// may have been admitted just before its deletion was seen.
	settling = 5 * time.Second
)

// reconciler keeps the entries of one kind.
type reconciler struct {
	entry  entry
	keeper owned.Keeper
	// events tells the platform operator what an entry waits for.
	events events.EventRecorder
	// clock says how long ago an entry was deleted.
	clock clock.PassiveClock
}

// Add registers the reconcilers of images, machine types and data centres.
func Add(mgr ctrl.Manager, clk clock.PassiveClock) error {
	keeper := owned.Keeper{Client: mgr.GetClient(), Live: mgr.GetAPIReader(), Owner: fieldOwner}
	recorder := mgr.GetEventRecorder(string(fieldOwner))
	for _, e := range entries() {
		err := ctrl.NewControllerManagedBy(mgr).Named(e.name).
			For(e.kind, builder.WithPredicates(predicate.GenerationChangedPredicate{})).
			Watches(e.user, e.entryOf(), builder.WithPredicates(e.leaves())).
			Complete(&reconciler{entry: e, keeper: keeper, events: recorder, clock: clk})
		if err != nil {
			return err
		}
	}
	return nil
}

// Reconcile holds one entry, and lets it go once it is deleted and unused.
func (r *reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	object := r.entry.kind.DeepCopyObject().(client.Object)
	if err := r.keeper.Client.Get(ctx, req.NamespacedName, object); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if object.GetDeletionTimestamp() == nil {
		return ctrl.Result{}, r.keeper.Hold(ctx, object, Finalizer)
	}
	users, err := r.entry.usersOf(ctx, r.keeper.Live, req.Name)
	if err != nil {
		return ctrl.Result{}, err
	}
	if len(users) > 0 {
		r.events.Eventf(object, nil, corev1.EventTypeWarning, compute.ReasonDeleting, "Retire",
			"the %s stays while it is in use, now by %d, among them %s: %s", r.entry.noun, len(users), users[0], r.entry.wayOut)
		return kit.After(usedInterval), nil
	}
	if r.clock.Since(object.GetDeletionTimestamp().Time) < settling {
		return kit.After(settling), nil
	}
	return ctrl.Result{}, r.keeper.LetGo(ctx, object, Finalizer)
}
