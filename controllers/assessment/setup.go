package assessment

import (
	"context"

	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// name of the controller, its events' reporter and its field owner.
const name = "ikp-assessment"

// Setup adds the controller to a manager.
func Setup(mgr ctrl.Manager, c clock.PassiveClock) error {
	r := &reconciler{
		client:   mgr.GetClient(),
		status:   kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c},
		recorder: mgr.GetEventRecorder(name),
		known:    &inventory{reader: mgr.GetClient(), clock: c},
	}
	changed := builder.WithPredicates(predicate.GenerationChangedPredicate{})
	return ctrl.NewControllerManagedBy(mgr).
		Named(name).
		For(&api.SystemAssessment{}, changed).
		Watches(&tenancy.InformationSystem{}, handler.EnqueueRequestsFromMapFunc(r.ofSystem), changed).
		Complete(r)
}

// ofSystem are the assessments of a system. What cannot be read is left to the
// resync.
func (r *reconciler) ofSystem(ctx context.Context, system client.Object) []reconcile.Request {
	var list api.SystemAssessmentList
	if err := r.client.List(ctx, &list, client.InNamespace(system.GetNamespace())); err != nil {
		ctrl.LoggerFrom(ctx).Error(err, "Listing assessments")
		return nil
	}
	var requests []reconcile.Request
	for i := range list.Items {
		if list.Items[i].Spec.System == system.GetName() {
			requests = append(requests, reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&list.Items[i])})
		}
	}
	return requests
}
