package exception

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
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/kit"
)

// name of the controller, its events' reporter and its field owner.
const name = "ikp-exception"

// Setup adds the controller of residency exceptions to a manager.
func Setup(mgr ctrl.Manager, c clock.PassiveClock) error {
	r := &reconciler{
		client:   mgr.GetClient(),
		clock:    c,
		status:   kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c},
		recorder: mgr.GetEventRecorder(name),
	}
	return ctrl.NewControllerManagedBy(mgr).
		Named(name).
		For(&governance.ResidencyException{}, builder.WithPredicates(predicate.GenerationChangedPredicate{})).
		Watches(&governance.Approval{}, handler.EnqueueRequestsFromMapFunc(subject)).
		Complete(r)
}

// subject is the exception that an approval is about.
func subject(_ context.Context, obj client.Object) []reconcile.Request {
	if a, ok := obj.(*governance.Approval); ok && a.Spec.Subject.Kind == party.KindException {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Namespace: a.Namespace, Name: a.Spec.Subject.Name}}}
	}
	return nil
}
