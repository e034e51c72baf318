package webhook

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
)

// virtualMachine checks what is asked against the catalogue, the system's
// clearance, the residency rules and, without reserving, quota and budget.
func (k checks) virtualMachine(ctx context.Context, c change[compute.VirtualMachine], v *verdict) error {
	want, err := k.catalogue(ctx, c, v)
	if err != nil {
		return err
	}
	w, is, err := k.owner(ctx, c.now, v)
	if err != nil || is == nil {
		return err
	}
	if err := k.clearance(ctx, w, is, v); err != nil {
		return err
	}
	if err := k.residency(ctx, c.now, w, is, v); err != nil {
		return err
	}
	if want == nil {
		return nil
	}
	return k.quotaAndBudget(ctx, c.now, w, *want, v)
}

// owner finds whose machine it is; the system is nil when that was refused.
func (k checks) owner(ctx context.Context, vm *compute.VirtualMachine, v *verdict) (facts.Workload, *tenancy.InformationSystem, error) {
	var ns corev1.Namespace
	if _, err := k.find(ctx, client.ObjectKey{Name: vm.Namespace}, &ns); err != nil {
		return facts.Workload{}, nil, err
	}
	w, ok := facts.WorkloadOf(ns.Labels)
	if !ok {
		v.refuse(compute.ReasonSystemMissing, "", "metadata.namespace",
			"namespace %s belongs to no Environment; create the machine in the namespace that status.namespace of an Environment names", vm.Namespace)
		return w, nil, nil
	}
	is, err := k.systemOf(ctx, w.Agency, w.System, "metadata.namespace", v)
	return w, is, err
}
