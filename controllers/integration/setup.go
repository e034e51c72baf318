package integration

import (
	"context"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/kit"
)

// name of the controller, its events' reporter and its field owner.
const name = "ikp-integration"

// Setup adds the controller of integration requests to a manager.
func Setup(mgr ctrl.Manager, c clock.PassiveClock) error {
	r := &reconciler{
		client:   mgr.GetClient(),
		clock:    c,
		status:   kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c},
		recorder: mgr.GetEventRecorder(name),
	}
	return ctrl.NewControllerManagedBy(mgr).
		Named(name).
		For(&api.IntegrationRequest{}, builder.WithPredicates(predicate.GenerationChangedPredicate{})).
		Watches(&governance.Approval{}, handler.EnqueueRequestsFromMapFunc(subject)).
		Watches(&governance.RuleOverride{}, handler.EnqueueRequestsFromMapFunc(r.every)).
		Complete(r)
}

// every is all requests: another term holds for each. What cannot be listed is left
// to the resync.
func (r *reconciler) every(ctx context.Context, _ client.Object) []reconcile.Request {
	var all api.IntegrationRequestList
	if err := r.client.List(ctx, &all); err != nil {
		ctrl.LoggerFrom(ctx).Error(err, "Listing integration requests")
		return nil
	}
	requests := make([]reconcile.Request, 0, len(all.Items))
	for i := range all.Items {
		requests = append(requests, reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&all.Items[i])})
	}
	return requests
}

// subject is the request that an approval is about.
func subject(_ context.Context, obj client.Object) []reconcile.Request {
	if a, ok := obj.(*governance.Approval); ok && a.Spec.Subject.Kind == party.KindIntegration {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Namespace: a.Namespace, Name: a.Spec.Subject.Name}}}
	}
	return nil
}
