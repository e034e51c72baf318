package placement

import (
	"context"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/kit"
)

// totalsDelay gathers the changes of a burst of machines into one write.
const totalsDelay = 2 * time.Second

// Indexes of the cache.
const (
	hostsBySite    = "spec.dataCentre"
	machinesByHost = "spec.host"
)

// TotalsReconciler sums up the hosts of data centres.
type TotalsReconciler struct {
	// Client reads from an indexed cache.
	Client client.Client
	// Status writes the sums.
	Status kit.StatusWriter
}

// Reconcile sums up one data centre.
func (r *TotalsReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	dc := &compute.DataCentre{}
	if err := r.Client.Get(ctx, req.NamespacedName, dc); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	var hosts compute.HostList
	err := r.Client.List(ctx, &hosts, client.MatchingFields{hostsBySite: dc.Name}, client.UnsafeDisableDeepCopy)
	if err != nil {
		return ctrl.Result{}, fmt.Errorf("listing hosts of data centre %q: %w", dc.Name, err)
	}
	var allocatable, allocated placement.Resources
	for i := range hosts.Items {
		taken, err := r.allocated(ctx, hosts.Items[i].Name)
		if err != nil {
			return ctrl.Result{}, err
		}
		allocated = allocated.Plus(taken)
		allocatable = allocatable.Plus(placement.Resources(hosts.Items[i].Status.Allocatable))
	}
	return ctrl.Result{}, r.Status.Apply(ctx, dc, totalsReport(len(hosts.Items), allocatable, allocated))
}

// allocated is what is promised to the machines of a host.
func (r *TotalsReconciler) allocated(ctx context.Context, host string) (placement.Resources, error) {
	var machines compute.VirtualMachineList
	err := r.Client.List(ctx, &machines, client.MatchingFields{machinesByHost: host}, client.UnsafeDisableDeepCopy)
	if err != nil {
		return placement.Resources{}, fmt.Errorf("listing machines of host %q: %w", host, err)
	}
	var sum placement.Resources
	for i := range machines.Items {
		if vm := &machines.Items[i]; !gone(vm) {
			sum = sum.Plus(placement.Resources(takes(vm, typeOf(ctx, r.Client, vm))))
		}
	}
	return sum, nil
}

func totalsReport(hosts int, allocatable, allocated placement.Resources) kit.Report {
	return kit.Report{Fields: map[string]any{
		"hosts":       int32(hosts),
		"allocatable": compute.Resources(allocatable),
		"allocated":   compute.Resources(allocated),
	}}
}

// siteOf brings back the data centre of a host after totalsDelay.
func siteOf() handler.EventHandler {
	return follow(func(_ context.Context, obj client.Object, _ bool, q queue) {
		q.AddAfter(site(obj.(*compute.Host).Spec.DataCentre), totalsDelay)
	})
}

// siteOfMachine brings back the data centre of a machine's host after totalsDelay.
func siteOfMachine(c client.Reader) handler.EventHandler {
	return follow(func(ctx context.Context, obj client.Object, _ bool, q queue) {
		host := &compute.Host{}
		err := c.Get(ctx, types.NamespacedName{Name: obj.(*compute.VirtualMachine).Spec.Host}, host)
		if err == nil {
			q.AddAfter(site(host.Spec.DataCentre), totalsDelay)
			return
		}
		if !apierrors.IsNotFound(err) {
			ctrl.LoggerFrom(ctx).Error(err, "finding the data centre of a machine", "machine", obj.GetName())
		}
	})
}

func site(name string) reconcile.Request {
	return reconcile.Request{NamespacedName: types.NamespacedName{Name: name}}
}

// promisesChange lets pass what changes the sums: machines on a host, and what
// they take.
func promisesChange() predicate.Predicate {
	return predicate.And(
		predicate.NewPredicateFuncs(func(obj client.Object) bool { return obj.(*compute.VirtualMachine).Spec.Host != "" }),
		predicate.Funcs{UpdateFunc: func(e event.UpdateEvent) bool {
			was, is := e.ObjectOld.(*compute.VirtualMachine), e.ObjectNew.(*compute.VirtualMachine)
			return was.Generation != is.Generation || takes(was, nil) != takes(is, nil) || gone(was) != gone(is)
		}},
	)
}
