package agent

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/machine"
)

// gone: the hypervisor confirmed that a deleted machine is no more.
func gone(v machine.View) bool {
	return v.Deleting && v.Outcome == nil && v.Observed.Presence == driver.Absent
}

// meterView enters the machine's metered state after an act.
func (r *Machines) meterView(v machine.View) error {
	if gone(v) {
		return r.record(v.Observed.UID, subresources.UsageGone, compute.Resources{}, v.Now)
	}
	return r.meter(v.Observed, since(v.Facts))
}

// leave lets go of a deleted machine once the ledger has its last interval.
// Everything that is remembered of it goes first: were it the other way round, a
// killed agent would remember machines for ever.
func (r *Machines) leave(ctx context.Context, vm *compute.VirtualMachine, v machine.View) error {
	if !gone(v) {
		return nil
	}
	r.book.Release(vm.UID)
	r.prober.Forget(vm.UID)
	if r.Network != nil {
		r.Network.Release(vm.UID)
	}
	if !r.Journal.Settled(vm.UID) {
		return nil
	}
	if err := r.records.Forget(vm.UID); err != nil {
		return err
	}
	own := subresources.HostedMachineOf(vm)
	before := own.DeepCopy()
	controllerutil.RemoveFinalizer(own, compute.FinalizerHypervisor)
	err := r.client.Patch(ctx, own, client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{}))
	if client.IgnoreNotFound(err) != nil {
		return fmt.Errorf("letting go of machine %s/%s: %w", vm.Namespace, vm.Name, err)
	}
	return r.Journal.Forget(vm.UID)
}
