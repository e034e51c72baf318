package audit

import (
	"context"
	"fmt"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/kit"
)

// quarantine says of every machine that an answer touches whether it must be off
// the network. Its host's agent pulls the cable; the machine runs on.
func (r *reconciler) quarantine(ctx context.Context, drifted map[string]whereabouts.Drift) error {
	var list compute.VirtualMachineList
	if err := r.client.List(ctx, &list); err != nil {
		return fmt.Errorf("listing machines: %w", err)
	}
	for i := range list.Items {
		vm := &list.Items[i]
		c, speak := conditionOf(vm, drifted)
		if !speak {
			continue
		}
		err := r.status.Apply(ctx, vm, kit.Report{Conditions: []metav1.Condition{c}, Lasting: true})
		if err != nil {
			return fmt.Errorf("quarantining machine %s/%s: %w", vm.Namespace, vm.Name, err)
		}
	}
	return nil
}

// conditionOf is what to say of a machine; nothing of one that never drifted.
func conditionOf(vm *compute.VirtualMachine, drifted map[string]whereabouts.Drift) (metav1.Condition, bool) {
	d, must := drifted[string(vm.UID)]
	if must {
		return kit.True(compute.ConditionNetworkQuarantined, compute.ReasonDriftFound,
			"%s %s at %s: %s", d.Kind, d.Resource, d.Source, d.Ruling.Message), true
	}
	if apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionNetworkQuarantined) == nil {
		return metav1.Condition{}, false
	}
	return kit.False(compute.ConditionNetworkQuarantined, compute.ReasonDriftGone, "the drift is gone; the network is given back"), true
}
