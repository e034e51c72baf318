package migration

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
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// name of the controller, its events' reporter and its field owner.
const name = "ikp-migration"

// Setup adds the controller of system migrations to a manager.
func Setup(mgr ctrl.Manager, c clock.PassiveClock) error {
	r := &reconciler{
		client:   mgr.GetClient(),
		clock:    c,
		status:   kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c},
		recorder: mgr.GetEventRecorder(name),
	}
	f := finder{mgr.GetClient()}
	changed := builder.WithPredicates(predicate.GenerationChangedPredicate{})
	inNamespace := handler.EnqueueRequestsFromMapFunc(f.inNamespace)
	return ctrl.NewControllerManagedBy(mgr).
		Named(name).
		For(&api.SystemMigration{}, changed).
		Watches(&governance.Approval{}, handler.EnqueueRequestsFromMapFunc(subject)).
		Watches(&api.Rehearsal{}, handler.EnqueueRequestsFromMapFunc(rehearsed)).
		Watches(&api.SystemAssessment{}, inNamespace, changed).
		Watches(&tenancy.InformationSystem{}, inNamespace, changed).
		Watches(&tenancy.Environment{}, inNamespace).
		Watches(&governance.SecurityClearance{}, inNamespace, changed).
		Watches(&governance.RuleOverride{}, handler.EnqueueRequestsFromMapFunc(f.every)).
		Watches(&governance.RegulationProfile{}, handler.EnqueueRequestsFromMapFunc(f.every)).
		Watches(&api.MigrationProgramme{}, handler.EnqueueRequestsFromMapFunc(f.every), changed).
		Watches(&api.ChangeCalendar{}, handler.EnqueueRequestsFromMapFunc(f.every), changed).
		Watches(&api.MigrationWave{}, handler.EnqueueRequestsFromMapFunc(f.every), changed).
		Watches(&api.SourceSite{}, handler.EnqueueRequestsFromMapFunc(f.every), changed).
		Complete(r)
}

// finder finds the migrations that a changed object can concern. What it cannot
// read it leaves to the resync.
type finder struct{ reader client.Reader }

func (f finder) every(ctx context.Context, _ client.Object) []reconcile.Request { return f.list(ctx) }

func (f finder) inNamespace(ctx context.Context, obj client.Object) []reconcile.Request {
	return f.list(ctx, client.InNamespace(obj.GetNamespace()))
}

func (f finder) list(ctx context.Context, opts ...client.ListOption) []reconcile.Request {
	var all api.SystemMigrationList
	if err := f.reader.List(ctx, &all, opts...); err != nil {
		ctrl.LoggerFrom(ctx).Error(err, "Listing migrations")
		return nil
	}
	requests := make([]reconcile.Request, 0, len(all.Items))
	for i := range all.Items {
		requests = append(requests, reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&all.Items[i])})
	}
	return requests
}

func subject(_ context.Context, obj client.Object) []reconcile.Request {
	if a, ok := obj.(*governance.Approval); ok && a.Spec.Subject.Kind == "SystemMigration" {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Namespace: a.Namespace, Name: a.Spec.Subject.Name}}}
	}
	return nil
}

func rehearsed(_ context.Context, obj client.Object) []reconcile.Request {
	if r, ok := obj.(*api.Rehearsal); ok {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Namespace: r.Namespace, Name: r.Spec.Migration}}}
	}
	return nil
}
