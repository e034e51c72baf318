package gate

import (
	"context"
	"fmt"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// release gives back what a deleted machine held once nothing of it can run, and
// lets the object go.
func (r *reconciler) release(ctx context.Context, vm *compute.VirtualMachine) (ctrl.Result, error) {
	if !gone(vm) || !controllerutil.ContainsFinalizer(vm, compute.FinalizerLedger) {
		return ctrl.Result{}, nil
	}
	if held, err := r.heldUnbound(ctx, vm); held || err != nil {
		return kit.After(heldRetry), err
	}
	if err := r.ledger.Release(ctx, string(vm.UID), r.clock.Now()); err != nil {
		return ctrl.Result{}, fmt.Errorf("releasing the reservation of machine %q: %w", vm.Name, err)
	}
	before := vm.DeepCopy()
	controllerutil.RemoveFinalizer(vm, compute.FinalizerLedger)
	lock := client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{})
	if err := r.client.Patch(ctx, vm, lock); client.IgnoreNotFound(err) != nil {
		return ctrl.Result{}, fmt.Errorf("removing the ledger's finalizer from machine %q: %w", vm.Name, err)
	}
	return ctrl.Result{}, nil
}

// heldUnbound reports whether a hypervisor holds a machine that has no binding:
// the binding was lost with a restore, and placement writes it again.
func (r *reconciler) heldUnbound(ctx context.Context, vm *compute.VirtualMachine) (bool, error) {
	if vm.Spec.Host != "" {
		return false, nil
	}
	holder, err := r.holderOf(ctx, vm.UID)
	return holder != "", err
}

// gone reports whether nothing of a deleted machine can run, as far as its object
// tells: it was never bound, or its host confirmed that the domain does not exist.
func gone(vm *compute.VirtualMachine) bool {
	if vm.Spec.Host == "" {
		return true
	}
	c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionProvisioned)
	return c != nil && c.Reason == compute.ReasonDomainGone
}
