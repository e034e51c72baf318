package sweeper

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/facts"
)

// observe reads complete lists from the API server itself.
func (s *Sweeper) observe(ctx context.Context) (world, error) {
	w := world{machines: map[types.UID]ledger.Request{}, onHosts: map[types.UID]string{}}
	var hosts compute.HostList
	if err := s.live.List(ctx, &hosts); err != nil {
		return w, fmt.Errorf("listing all hosts: %w", err)
	}
	for _, h := range hosts.Items {
		for _, uid := range h.Status.Machines {
			w.onHosts[uid] = h.Name
		}
	}
	var namespaces corev1.NamespaceList
	if err := s.live.List(ctx, &namespaces); err != nil {
		return w, fmt.Errorf("listing all namespaces: %w", err)
	}
	owners := map[string]ledger.Owner{}
	for _, ns := range namespaces.Items {
		if o, ok := facts.WorkloadOf(ns.Labels); ok {
			owners[ns.Name] = ledger.Owner{Agency: o.Agency, System: o.System, Environment: o.Environment}
		}
	}
	var machines compute.VirtualMachineList
	if err := s.live.List(ctx, &machines); err != nil {
		return w, fmt.Errorf("listing all machines: %w", err)
	}
	for _, vm := range machines.Items {
		w.machines[vm.UID] = granted(vm, owners, s.clock.Now())
	}
	return w, nil
}

// granted is the reservation that a machine says it has: what was admitted once
// stays so.
func granted(vm compute.VirtualMachine, owners map[string]ledger.Owner, now time.Time) ledger.Request {
	owner, owned := owners[vm.Namespace]
	r := vm.Status.Resources
	if !owned || r == nil {
		return ledger.Request{}
	}
	return ledger.Request{
		Machine: string(vm.UID), Name: vm.Namespace + "/" + vm.Name, Owner: owner,
		Vector: ledger.Vector{VCPU: r.VCPU, MemoryMiB: r.MemoryMiB, DiskGiB: r.DiskGiB},
		At:     now, Since: vm.CreationTimestamp.Time,
	}
}
