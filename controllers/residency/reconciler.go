package residency

import (
	"context"
	"time"

	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
)

// name of the controller and its field owner.
const name = "ikp-residency"

// resync looks again for days that have come: 1–1.25 h.
const resync = time.Hour

type reconciler struct {
	client client.Client
	clock  clock.PassiveClock
	status kit.StatusWriter
}

var _ reconcile.Reconciler = (*reconciler)(nil)

// Setup adds the controller to a manager.
func Setup(mgr ctrl.Manager, c clock.PassiveClock) error {
	r := &reconciler{
		client: mgr.GetClient(),
		clock:  c,
		status: kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c},
	}
	return ctrl.NewControllerManagedBy(mgr).
		Named(name).
		For(&compute.DataCentre{}, builder.WithPredicates(predicate.GenerationChangedPredicate{})).
		Complete(r)
}

// Reconcile writes what one data centre may be used for.
func (r *reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	dc := &compute.DataCentre{}
	if err := r.client.Get(ctx, req.NamespacedName, dc); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	conditions := decide(facts.Site(dc), calendar.Day(r.clock.Now()))
	if err := r.status.Apply(ctx, dc, kit.Report{Conditions: conditions}); err != nil {
		return ctrl.Result{}, err
	}
	return kit.After(resync), nil
}
