package placement

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// resyncInterval is how often a machine that waits is looked at although nothing
// is known to have changed: a site is commissioned by the passing of a day.
const resyncInterval = 5 * time.Minute

// MachineReconciler binds admitted machines to hosts.
type MachineReconciler struct {
	// Keeper takes finalizers off and reads past the cache.
	Keeper owned.Keeper
	// Status writes what a machine waits for.
	Status kit.StatusWriter
	// Events tells a machine's owner what was decided.
	Events events.EventRecorder
	// Clock says which day it is.
	Clock clock.PassiveClock
	// Library reads the rules in force.
	Library *facts.Library

	book *book
	// roll has every host asked which machines it holds.
	roll chan event.GenericEvent
}

// Reconcile finds a host for one machine.
func (r *MachineReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	vm := &compute.VirtualMachine{}
	if err := r.Keeper.Client.Get(ctx, req.NamespacedName, vm); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	switch {
	case vm.Spec.Host != "" && gone(vm):
		return ctrl.Result{}, r.dropSeed(ctx, vm)
	case vm.Spec.Host != "":
		return r.supplySeed(ctx, vm)
	case r.book.doubtful(vm.UID):
		return r.settleDoubt(ctx, vm)
	case vm.DeletionTimestamp != nil:
		return r.abandon(ctx, vm)
	}
	return r.admit(ctx, vm)
}

// admit looks for a host once every gate is open.
func (r *MachineReconciler) admit(ctx context.Context, vm *compute.VirtualMachine) (ctrl.Result, error) {
	t := &compute.MachineType{}
	err := r.Keeper.Client.Get(ctx, types.NamespacedName{Name: vm.Spec.MachineType}, t)
	if apierrors.IsNotFound(err) {
		return r.wait(ctx, vm, compute.ReasonCatalogueMissing,
			fmt.Sprintf("there is no machine type %s; choose one of the catalogue", vm.Spec.MachineType))
	}
	if err != nil {
		return ctrl.Result{}, fmt.Errorf("reading machine type %q: %w", vm.Spec.MachineType, err)
	}
	wants := vm.Requested(t.Spec)
	if !vm.AdmittedFor(wants) {
		closed, seen := closedGates(vm)
		if !seen {
			return ctrl.Result{}, nil
		}
		return ctrl.Result{}, r.Status.Apply(ctx, vm, unplaced(compute.ReasonWaitingForGates, tellGates(closed)))
	}
	l, err := r.law(ctx, vm)
	if apierrors.IsNotFound(err) {
		return r.wait(ctx, vm, compute.ReasonSystemMissing, "the information system that this namespace belongs to is not there; its owner registers it again")
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	if hosts, first := r.book.unheard(vm.UID); len(hosts) > 0 {
		return r.awaitRoll(ctx, vm, hosts, first)
	}
	return r.place(ctx, question{vm: vm, wants: wants, law: l})
}

func (r *MachineReconciler) place(ctx context.Context, q question) (ctrl.Result, error) {
	d := r.book.place(q)
	if d.Host != "" {
		return r.bind(ctx, q.vm, d.Host)
	}
	decisions.WithLabelValues(compute.ReasonNoHostFits).Inc()
	return r.wait(ctx, q.vm, compute.ReasonNoHostFits, tellRefusals(q.wants, d.Refusals))
}

// wait tells why a machine has no host, and comes back.
func (r *MachineReconciler) wait(ctx context.Context, vm *compute.VirtualMachine, reason, message string) (ctrl.Result, error) {
	r.book.wait(vm)
	if c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionPlaced); c == nil || c.Reason != reason {
		r.Events.Eventf(vm, nil, corev1.EventTypeWarning, reason, "Place", "%s", message)
	}
	return kit.After(resyncInterval), r.Status.Apply(ctx, vm, unplaced(reason, message))
}
