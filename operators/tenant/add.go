package tenant

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// fieldOwner is the field manager of everything that this package writes.
const fieldOwner client.FieldOwner = "ikp-tenant"

// workers is how many objects of a kind are worked on at a time.
const workers = 4

// Add registers the reconcilers of agencies, systems and environments.
func Add(mgr ctrl.Manager, clk clock.PassiveClock) error {
	keeper := owned.Keeper{Client: mgr.GetClient(), Live: mgr.GetAPIReader(), Owner: fieldOwner}
	status := kit.StatusWriter{Client: mgr.GetClient(), Owner: fieldOwner, Clock: clk}
	for _, add := range []func() error{
		func() error { return addAgencies(mgr, &AgencyReconciler{Keeper: keeper, Status: status}) },
		func() error { return addSystems(mgr, &SystemReconciler{Keeper: keeper, Status: status}) },
		func() error { return addEnvironments(mgr, &EnvironmentReconciler{Keeper: keeper, Status: status}) },
	} {
		if err := add(); err != nil {
			return err
		}
	}
	return nil
}

// asked lets pass what changes the meaning of an object, not its status.
func asked() builder.Predicates {
	return builder.WithPredicates(predicate.GenerationChangedPredicate{})
}

func addAgencies(mgr ctrl.Manager, r *AgencyReconciler) error {
	return ctrl.NewControllerManagedBy(mgr).Named("agency").
		For(&tenancy.Agency{}, asked()).
		Watches(&corev1.Namespace{}, owned.Enqueue("Agency")).
		Watches(&rbacv1.RoleBinding{}, owned.Enqueue("Agency")).
		WithOptions(controllerOptions()).
		Complete(r)
}

func addSystems(mgr ctrl.Manager, r *SystemReconciler) error {
	return ctrl.NewControllerManagedBy(mgr).Named("informationsystem").
		For(&tenancy.InformationSystem{}, asked()).
		WithOptions(controllerOptions()).
		Complete(r)
}

func addEnvironments(mgr ctrl.Manager, r *EnvironmentReconciler) error {
	return ctrl.NewControllerManagedBy(mgr).Named("environment").
		For(&tenancy.Environment{}, asked()).
		Watches(&tenancy.InformationSystem{}, environmentsOf(mgr.GetClient()), asked()).
		Watches(&corev1.Namespace{}, owned.Enqueue("Environment")).
		Watches(&corev1.ResourceQuota{}, owned.Enqueue("Environment")).
		Watches(&corev1.LimitRange{}, owned.Enqueue("Environment")).
		Watches(&networkingv1.NetworkPolicy{}, owned.Enqueue("Environment")).
		Watches(&rbacv1.RoleBinding{}, owned.Enqueue("Environment")).
		WithOptions(controllerOptions()).
		Complete(r)
}

// environmentsOf brings back the environments of a system that comes or goes.
func environmentsOf(c client.Reader) handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(ctx context.Context, system client.Object) []reconcile.Request {
		var list tenancy.EnvironmentList
		if err := c.List(ctx, &list, client.InNamespace(system.GetNamespace())); err != nil {
			ctrl.LoggerFrom(ctx).Error(err, "listing the environments of a system", "system", system.GetName())
			return nil
		}
		var requests []reconcile.Request
		for _, e := range list.Items {
			if e.Spec.System == system.GetName() {
				requests = append(requests, reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&e)})
			}
		}
		return requests
	})
}

func controllerOptions() controller.Options {
	return controller.Options{MaxConcurrentReconciles: workers}
}
