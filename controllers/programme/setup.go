package programme

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
	"github.com/govtech-kz/ikp/internal/kit"
)

// name of the controllers, and the field owner of all three kinds.
const name = "ikp-programme"

// Setup adds the controllers of programmes, plans and waves to a manager.
func Setup(mgr ctrl.Manager, c clock.PassiveClock) error {
	k := keeper{client: mgr.GetClient(), clock: c, status: kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c}}
	f := finder{mgr.GetClient()}
	changed := builder.WithPredicates(predicate.GenerationChangedPredicate{})
	every := func(l func() client.ObjectList) handler.EventHandler {
		return handler.EnqueueRequestsFromMapFunc(func(ctx context.Context, _ client.Object) []reconcile.Request { return f.all(ctx, l()) })
	}
	programmes := func() client.ObjectList { return &api.MigrationProgrammeList{} }
	waves := func() client.ObjectList { return &api.MigrationWaveList{} }
	if err := ctrl.NewControllerManagedBy(mgr).Named(name).
		For(&api.MigrationProgramme{}, changed).
		Watches(&api.SystemMigration{}, every(programmes)).
		Watches(&governance.RegulationProfile{}, every(programmes)).
		Complete(&programmeReconciler{k}); err != nil {
		return err
	}
	if err := ctrl.NewControllerManagedBy(mgr).Named(name+"-wave").
		For(&api.MigrationWave{}, changed).
		Watches(&api.SystemMigration{}, every(waves)).
		Complete(&waveReconciler{k}); err != nil {
		return err
	}
	return ctrl.NewControllerManagedBy(mgr).Named(name+"-plan").
		For(&api.MigrationPlan{}, changed).
		Watches(&governance.Approval{}, handler.EnqueueRequestsFromMapFunc(subject)).
		Watches(&api.SystemMigration{}, handler.EnqueueRequestsFromMapFunc(f.neighbours)).
		Complete(&planReconciler{k})
}

// finder finds the objects that a changed one can concern. What it cannot read it
// leaves to the resync.
type finder struct{ reader client.Reader }

func (f finder) all(ctx context.Context, l client.ObjectList, opts ...client.ListOption) []reconcile.Request {
	if err := f.reader.List(ctx, l, opts...); err != nil {
		ctrl.LoggerFrom(ctx).Error(err, "Listing what a change concerns")
		return nil
	}
	return requests(l)
}

func (f finder) neighbours(ctx context.Context, obj client.Object) []reconcile.Request {
	return f.all(ctx, &api.MigrationPlanList{}, client.InNamespace(obj.GetNamespace()))
}

func requests(l client.ObjectList) []reconcile.Request {
	var all []reconcile.Request
	add := func(o client.Object) {
		all = append(all, reconcile.Request{NamespacedName: client.ObjectKeyFromObject(o)})
	}
	switch l := l.(type) {
	case *api.MigrationProgrammeList:
		for i := range l.Items {
			add(&l.Items[i])
		}
	case *api.MigrationWaveList:
		for i := range l.Items {
			add(&l.Items[i])
		}
	case *api.MigrationPlanList:
		for i := range l.Items {
			add(&l.Items[i])
		}
	}
	return all
}

func subject(_ context.Context, obj client.Object) []reconcile.Request {
	if a, ok := obj.(*governance.Approval); ok && a.Spec.Subject.Kind == "MigrationPlan" {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Namespace: a.Namespace, Name: a.Spec.Subject.Name}}}
	}
	return nil
}
