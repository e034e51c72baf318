package placement

import (
	"context"
	"fmt"

	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/source"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// fieldOwner is the field manager of everything that this package writes.
const fieldOwner client.FieldOwner = "ikp-placement"

// binders is how many bindings are written at a time. Decisions are made one by
// one all the same: the book's lock sees to that.
const binders = 8

// Add registers placement, the totals of data centres, the sweep of user data and
// the watch over hosts.
func Add(mgr ctrl.Manager, clk clock.PassiveClock) error {
	status := kit.StatusWriter{Client: mgr.GetClient(), Owner: fieldOwner, Clock: clk}
	if err := addMachines(mgr, status, clk); err != nil {
		return err
	}
	if err := addIndexes(mgr); err != nil {
		return err
	}
	if err := addTotals(mgr, status); err != nil {
		return err
	}
	if err := addSweep(mgr); err != nil {
		return err
	}
	return addLiveness(mgr, status, clk)
}

func addMachines(mgr ctrl.Manager, status kit.StatusWriter, clk clock.PassiveClock) error {
	r := &MachineReconciler{
		Keeper:  owned.Keeper{Client: mgr.GetClient(), Live: mgr.GetAPIReader(), Owner: fieldOwner},
		Status:  status,
		Events:  mgr.GetEventRecorder(string(fieldOwner)),
		Clock:   clk,
		Library: facts.NewLibrary(mgr.GetClient()),
		book:    newBook(),
		roll:    make(chan event.GenericEvent),
	}
	if err := addRoll(mgr, r, clk); err != nil {
		return err
	}
	return ctrl.NewControllerManagedBy(mgr).Named("placement").
		Watches(&compute.VirtualMachine{}, r.book.machines(mgr.GetClient())).
		Watches(&compute.Host{}, r.book.hostsFollowed()).
		Watches(&compute.DataCentre{}, r.book.sitesFollowed()).
		Watches(&compute.MachineType{}, r.book.retried(), asked()).
		Watches(&tenancy.InformationSystem{}, r.book.retried(), asked()).
		Watches(&governance.Approval{}, r.book.retried(), onExceptions()).
		Watches(&governance.RegulationProfile{}, r.book.retried(), asked()).
		Watches(&governance.ResidencyException{}, r.book.retried(), asked()).
		Watches(&governance.RuleOverride{}, r.book.retried()).
		WithOptions(controller.Options{MaxConcurrentReconciles: binders}).
		Complete(r)
}

func addRoll(mgr ctrl.Manager, r *MachineReconciler, clk clock.PassiveClock) error {
	return ctrl.NewControllerManagedBy(mgr).Named("roll-call").
		For(&compute.Host{}, asked()).
		WatchesRawSource(source.Channel(r.roll, r.book.everyHost())).
		WithOptions(controller.Options{MaxConcurrentReconciles: binders}).
		Complete(&RollReconciler{
			Client: mgr.GetClient(),
			Status: kit.StatusWriter{Client: mgr.GetClient(), Owner: rollOwner, Clock: clk},
			book:   r.book,
		})
}

func addTotals(mgr ctrl.Manager, status kit.StatusWriter) error {
	return ctrl.NewControllerManagedBy(mgr).Named("datacentre-totals").
		For(&compute.DataCentre{}, asked()).
		Watches(&compute.Host{}, siteOf()).
		Watches(&compute.VirtualMachine{}, siteOfMachine(mgr.GetClient()), builder.WithPredicates(promisesChange())).
		Complete(&TotalsReconciler{Client: mgr.GetClient(), Status: status})
}

func addLiveness(mgr ctrl.Manager, status kit.StatusWriter, clk clock.PassiveClock) error {
	return ctrl.NewControllerManagedBy(mgr).Named("host-liveness").
		For(&compute.Host{}, asked()).
		WithOptions(controller.Options{MaxConcurrentReconciles: 1}).
		Complete(&LivenessReconciler{
			Client: mgr.GetClient(),
			Status: status,
			Events: mgr.GetEventRecorder(string(fieldOwner)),
			Clock:  clk,
			pulses: map[string]pulse{},
		})
}

// onExceptions lets pass what is said on exceptions, not on all else.
func onExceptions() builder.Predicates {
	return builder.WithPredicates(predicate.NewPredicateFuncs(func(o client.Object) bool {
		a, ok := o.(*governance.Approval)
		return ok && a.Spec.Subject.Kind == party.KindException
	}))
}

// asked lets pass what changes the meaning of an object, not its status.
func asked() builder.Predicates {
	return builder.WithPredicates(predicate.GenerationChangedPredicate{})
}

func addIndexes(mgr ctrl.Manager) error {
	for _, index := range []struct {
		object client.Object
		field  string
		value  func(client.Object) []string
	}{
		{&compute.Host{}, hostsBySite, func(o client.Object) []string { return []string{o.(*compute.Host).Spec.DataCentre} }},
		{&compute.VirtualMachine{}, machinesByHost, func(o client.Object) []string { return []string{o.(*compute.VirtualMachine).Spec.Host} }},
	} {
		if err := mgr.GetFieldIndexer().IndexField(context.Background(), index.object, index.field, index.value); err != nil {
			return fmt.Errorf("indexing %s: %w", index.field, err)
		}
	}
	return nil
}
