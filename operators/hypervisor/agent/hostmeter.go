package agent

import (
	"context"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// meterOrphans meters the machines that no object speaks for: those whose domain
// is still there, and those in the journal that have neither.
func (h *Hosts) meterOrphans(ctx context.Context, inventory driver.Inventory) error {
	bound, err := h.bound(ctx)
	if err != nil {
		return err
	}
	held, orphans := map[types.UID]bool{}, 0
	for _, o := range inventory.Machines {
		held[o.UID] = true
		if bound[o.UID] {
			continue
		}
		orphans++
		if err := h.meter(o, h.Clock.Now()); err != nil {
			return err
		}
	}
	orphanGauge.WithLabelValues(h.Host).Set(float64(orphans))
	for _, uid := range h.Journal.Machines() {
		if held[uid] || bound[uid] {
			continue
		}
		if err := h.close(uid); err != nil {
			return err
		}
	}
	return nil
}

// bound are the machines that are bound to this host.
func (h *Hosts) bound(ctx context.Context) (map[types.UID]bool, error) {
	vms, err := ownMachines(ctx, h.client)
	if err != nil {
		return nil, err
	}
	out := make(map[types.UID]bool, len(vms))
	for _, vm := range vms {
		out[vm.UID] = true
	}
	return out, nil
}

// close ends the metering of a machine that has neither an object nor a domain.
func (h *Hosts) close(uid types.UID) error {
	if h.Journal.Settled(uid) {
		return h.Journal.Forget(uid)
	}
	h.book.Release(uid)
	return h.record(uid, subresources.UsageGone, compute.Resources{}, h.Clock.Now())
}

func vector(t subresources.UsageTransition) compute.Resources {
	return compute.Resources{VCPU: t.VCPU, MemoryMiB: t.MemoryMiB, DiskGiB: t.DiskGiB}
}
