package gate

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
)

// name of the controller, its events' reporter and its field owner.
const name = "ikp-gate"

// workers is how many machines are decided at once: the ledger serializes those
// of one agency anyway.
const workers = 4

// Setup adds the gate to a manager.
func Setup(mgr ctrl.Manager, l Ledger, c clock.PassiveClock) error {
	if err := indexHolders(context.Background(), mgr); err != nil {
		return err
	}
	r := &reconciler{
		client:   mgr.GetClient(),
		library:  facts.NewLibrary(mgr.GetClient()),
		ledger:   l,
		clock:    c,
		status:   kit.StatusWriter{Client: mgr.GetClient(), Owner: name, Clock: c},
		recorder: mgr.GetEventRecorder(name),
	}
	return watches(ctrl.NewControllerManagedBy(mgr), finder{reader: mgr.GetClient()}).
		Named(name).
		WithOptions(controller.Options{MaxConcurrentReconciles: workers}).
		Complete(r)
}

// watches wakes the machines that a change can concern. Objects that only shut
// or open gates for what is new wake those that wait; what the continuous audit
// looks at wakes all.
func watches(b *builder.Builder, f finder) *builder.Builder {
	spec := builder.WithPredicates(predicate.GenerationChangedPredicate{})
	return b.
		For(&compute.VirtualMachine{}, builder.WithPredicates(concernsGates())).
		Watches(&compute.DataCentre{}, handler.EnqueueRequestsFromMapFunc(f.everyMachine), spec).
		Watches(&compute.Image{}, handler.EnqueueRequestsFromMapFunc(f.waitingMachines), spec).
		Watches(&compute.MachineType{}, handler.EnqueueRequestsFromMapFunc(f.waitingMachines), spec).
		Watches(&corev1.Namespace{}, handler.EnqueueRequestsFromMapFunc(f.machinesIn), builder.WithPredicates(predicate.LabelChangedPredicate{})).
		Watches(&finance.Budget{}, handler.EnqueueRequestsFromMapFunc(f.waitingOfAgency), builder.WithPredicates(recorded())).
		Watches(&finance.Quota{}, handler.EnqueueRequestsFromMapFunc(f.waitingOfAgency), builder.WithPredicates(predicate.Or(recorded(), freed()))).
		Watches(&finance.Tariff{}, handler.EnqueueRequestsFromMapFunc(f.waitingMachines), builder.WithPredicates(recorded())).
		Watches(&governance.Approval{}, handler.EnqueueRequestsFromMapFunc(f.ofApproval)).
		Watches(&governance.RegulationProfile{}, handler.EnqueueRequestsFromMapFunc(f.everyMachine), spec).
		Watches(&governance.ResidencyException{}, handler.EnqueueRequestsFromMapFunc(f.ofException), spec).
		Watches(&governance.RuleOverride{}, handler.EnqueueRequestsFromMapFunc(f.everyMachine)).
		Watches(&governance.SecurityClearance{}, handler.EnqueueRequestsFromMapFunc(f.ofClearance)).
		Watches(&tenancy.InformationSystem{}, handler.EnqueueRequestsFromMapFunc(f.ofSystem), spec)
}
