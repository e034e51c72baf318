package placement

import (
	"context"
	"errors"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	// conflictInterval is how soon a machine that somebody changed meanwhile is
	// looked at again.
	conflictInterval = time.Second
	// seedInterval is how often a Secret that is missing is looked for: Secrets
	// are not watched.
	seedInterval = 10 * time.Second
)

// bind writes the decision into the machine, if it is still the machine that was
// decided on, and then hands the guest's seed over.
func (r *MachineReconciler) bind(ctx context.Context, vm *compute.VirtualMachine, host string) (ctrl.Result, error) {
	data, err := r.readSeed(ctx, vm)
	var missing *missingSeedError
	if errors.As(err, &missing) {
		r.book.retract(vm.UID)
		_, err = r.wait(ctx, vm, compute.ReasonUserDataMissing, missing.Error())
		return kit.After(seedInterval), err
	}
	if err != nil {
		r.book.retract(vm.UID)
		return ctrl.Result{}, err
	}
	if err := r.writeBinding(ctx, vm, host); err != nil {
		return r.unbound(vm, host, err)
	}
	decisions.WithLabelValues(compute.ReasonBound).Inc()
	bound := vm.DeepCopy()
	bound.Spec.Host = host
	return ctrl.Result{}, r.copySeed(ctx, bound, data)
}

// unbound sorts out a binding that failed. Where the API server may have written
// it although no answer came, the room stays promised until a reading settles it.
func (r *MachineReconciler) unbound(vm *compute.VirtualMachine, host string, err error) (ctrl.Result, error) {
	decisions.WithLabelValues("BindFailed").Inc()
	if !refused(err) {
		return ctrl.Result{}, fmt.Errorf("binding %q to host %q: %w", vm.Name, host, err)
	}
	r.book.retract(vm.UID)
	if apierrors.IsConflict(err) || apierrors.IsNotFound(err) {
		return kit.After(conflictInterval), nil
	}
	return ctrl.Result{}, fmt.Errorf("binding %q to host %q: %w", vm.Name, host, err)
}

// refused reports whether the API server answered that it has not written.
func refused(err error) bool {
	return apierrors.IsConflict(err) || apierrors.IsNotFound(err) || apierrors.IsForbidden(err) ||
		apierrors.IsInvalid(err) || apierrors.IsUnauthorized(err) || apierrors.IsTooManyRequests(err)
}

// settleDoubt finds out whether a binding was written that nobody has seen.
func (r *MachineReconciler) settleDoubt(ctx context.Context, cached *compute.VirtualMachine) (ctrl.Result, error) {
	vm := &compute.VirtualMachine{}
	err := r.Keeper.Live.Get(ctx, client.ObjectKeyFromObject(cached), vm)
	if err != nil && !apierrors.IsNotFound(err) {
		return ctrl.Result{}, fmt.Errorf("reading %q after a doubtful binding: %w", cached.Name, err)
	}
	if err == nil && vm.UID == cached.UID && vm.Spec.Host != "" {
		return ctrl.Result{}, nil
	}
	r.book.retract(cached.UID)
	return kit.After(conflictInterval), nil
}

// abandon lets go of a machine that is deleted before it had a host. One that a
// hypervisor nevertheless holds is bound there first: its agent takes it away.
func (r *MachineReconciler) abandon(ctx context.Context, vm *compute.VirtualMachine) (ctrl.Result, error) {
	if holder := r.book.holderOf(vm.UID); holder != "" {
		return r.bind(ctx, vm, holder)
	}
	err := r.Keeper.LetGo(ctx, vm, compute.FinalizerHypervisor)
	if apierrors.IsConflict(err) {
		return kit.After(conflictInterval), nil
	}
	return ctrl.Result{}, err
}
