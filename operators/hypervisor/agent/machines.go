package agent

import (
	"context"
	"time"

	"k8s.io/client-go/tools/events"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/hypervisor/capacity"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/machine"
	"github.com/govtech-kz/ikp/operators/hypervisor/probe"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
)

const (
	// askGuest is how often a guest that is not ready yet is asked.
	askGuest = time.Second
	// askReadyGuest is how often one that is ready is asked again.
	askReadyGuest = 30 * time.Second
	// retryRefused is how often a refusal of this host is thought over: the image
	// or the data centre's papers may have come meanwhile.
	retryRefused = 30 * time.Second
	// catchUp is when a machine is looked at again whose last report the cache has
	// not shown yet; as a rule its event comes first.
	catchUp = 200 * time.Millisecond
)

// Machines realises the virtual machines that are bound to a host.
type Machines struct {
	Config
	client  client.Client
	library *facts.Library
	live    client.Reader // of what must be true now
	status  kit.StatusWriter
	book    *capacity.Book
	records record.Store
	prober  *probe.Prober
	events  events.EventRecorder
}

var _ reconcile.Reconciler = (*Machines)(nil)

// Reconcile brings one machine nearer to what is asked of it.
func (r *Machines) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	vm, err := ownMachine(ctx, r.client, req.NamespacedName)
	if err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if vm.Spec.Host != r.Host || left(vm) {
		return ctrl.Result{}, nil
	}
	if r.status.Behind(vm) {
		return kit.After(catchUp), nil
	}
	s, err := r.gather(ctx, vm)
	if err != nil {
		return ctrl.Result{}, err
	}
	// What is there is metered before it is changed: no run is lost between two looks.
	if err := r.meter(s.facts.Observed, since(s.facts)); err != nil {
		return ctrl.Result{}, err
	}
	decision := machine.Decide(s.facts)
	view := r.carryOut(ctx, s, decision)
	if err := r.meterView(view); err != nil {
		return ctrl.Result{}, err
	}
	if view.Booting() && vm.Status.PowerState != compute.PowerRunning {
		return again(decision, view)
	}
	report := machine.Status(view)
	if err := r.status.Apply(ctx, subresources.HostedMachineOf(vm), report); err != nil {
		return ctrl.Result{}, err
	}
	r.tell(vm, report.Conditions)
	if err := r.leave(ctx, vm, view); err != nil {
		return ctrl.Result{}, err
	}
	return again(decision, view)
}

// left: the machine is being deleted and this host is done with it.
func left(vm *compute.VirtualMachine) bool {
	return vm.DeletionTimestamp != nil && !controllerutil.ContainsFinalizer(vm, compute.FinalizerHypervisor)
}

// again says when to look at the machine next.
func again(d machine.Decision, v machine.View) (ctrl.Result, error) {
	if p, ok := driver.AsInProgress(v.Outcome); ok {
		return kit.After(p.After), nil
	}
	if _, ok := driver.AsRejected(v.Outcome); ok || v.Refusal != nil {
		return kit.After(retryRefused), nil
	}
	if v.Outcome != nil {
		return ctrl.Result{}, v.Outcome
	}
	return kit.Soonest(after(d), afterGuest(v)), nil
}

func after(d machine.Decision) ctrl.Result {
	if d.After == 0 {
		return ctrl.Result{}
	}
	return ctrl.Result{RequeueAfter: d.After}
}

func afterGuest(v machine.View) ctrl.Result {
	switch {
	case !v.Observed.Up() || v.Guest.Probe.Type == compute.ProbeNone || v.Guest.Probe.Type == "":
		return ctrl.Result{}
	case !v.Guest.Ready:
		return kit.After(askGuest)
	}
	return kit.After(askReadyGuest)
}
