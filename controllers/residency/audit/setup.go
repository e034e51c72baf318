package audit

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/clock"
	"k8s.io/utils/ptr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// everything is the one thing that is audited: whatever changes, all is judged
// again, and changes that come together are judged once.
var everything = reconcile.Request{NamespacedName: types.NamespacedName{Name: "everything"}}

// Setup adds the audit to a manager.
func Setup(mgr ctrl.Manager, l Ledger, c clock.PassiveClock) error {
	r := &reconciler{
		client: mgr.GetClient(), ledger: l, clock: c, events: mgr.GetEventRecorder(name),
		status: kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c},
	}
	all := handler.EnqueueRequestsFromMapFunc(func(context.Context, client.Object) []reconcile.Request {
		return []reconcile.Request{everything}
	})
	b := ctrl.NewControllerManagedBy(mgr).Named(name).
		WithOptions(controller.Options{MaxConcurrentReconciles: 1, SkipNameValidation: ptr.To(true)}). // tests run it twice in one process
		// The namespace of the platform itself is there from the start: it begins the audit.
		Watches(&corev1.Namespace{}, all, builder.WithPredicates(predicate.LabelChangedPredicate{}))
	for _, kind := range []client.Object{
		&compute.DataCentre{}, &governance.Approval{}, &governance.DataFlow{}, &governance.RegulationProfile{},
		&governance.ResidencyException{}, &governance.RuleOverride{}, &governance.SupportAccess{}, &tenancy.InformationSystem{},
	} {
		b = b.Watches(kind, all, builder.WithPredicates(predicate.GenerationChangedPredicate{}))
	}
	return b.Complete(r)
}
