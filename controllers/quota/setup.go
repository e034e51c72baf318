package quota

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/predicate"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/agency"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	fieldOwner client.FieldOwner = "ikp-quota"
	// workers is how many agencies are worked on at a time.
	workers = 4
)

// Setup registers the reconciler of quotas.
func Setup(mgr ctrl.Manager, l Ledger, clk clock.PassiveClock) error {
	c := mgr.GetClient()
	r := &mirror.Reconciler[ledger.Owner, ledger.Quota, *finance.Quota]{
		Client: c,
		Kind:   quotas{reader: c, ledger: l},
		Speaker: mirror.Speaker{
			Status: kit.StatusWriter{Client: c, Owner: fieldOwner, Clock: clk},
			Events: mgr.GetEventRecorder(string(fieldOwner)),
			Action: "RecordQuota",
		},
	}
	return ctrl.NewControllerManagedBy(mgr).Named("quota").
		For(&corev1.Namespace{}, builder.WithPredicates(agency.Homes())).
		Watches(&finance.Quota{}, agency.OfNamespaced(), builder.WithPredicates(predicate.GenerationChangedPredicate{})).
		Watches(&compute.VirtualMachine{}, agency.OfWorkload(c), builder.WithPredicates(reservationChanged())).
		WithOptions(controller.Options{MaxConcurrentReconciles: workers}).
		Complete(r)
}

// reservationChanged lets pass machines whose reservation came, changed or went.
func reservationChanged() predicate.Predicate {
	return predicate.Funcs{
		CreateFunc: func(event.CreateEvent) bool { return false },
		UpdateFunc: func(e event.UpdateEvent) bool {
			before, is := e.ObjectOld.(*compute.VirtualMachine)
			after, isToo := e.ObjectNew.(*compute.VirtualMachine)
			return is && isToo && !equality.Semantic.DeepEqual(before.Status.Resources, after.Status.Resources)
		},
	}
}
