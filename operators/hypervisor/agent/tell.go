package agent

import (
	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// warnings are the reasons that somebody should look at.
var warnings = map[string]bool{
	compute.ReasonHostRejected: true, compute.ReasonHostUnreachable: true, compute.ReasonImageInvalid: true,
	compute.ReasonConflict: true, compute.ReasonGuestSilent: true, compute.ReasonCrashed: true,
	compute.ReasonCatalogueMissing: true,
}

// tell makes an event of every change in why a machine is ready or not. vm is
// the machine as it was read.
func (r *Machines) tell(vm *compute.VirtualMachine, now []metav1.Condition) {
	was := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionReady)
	is := apimeta.FindStatusCondition(now, compute.ConditionReady)
	if was != nil && was.Reason == is.Reason && was.Status == is.Status {
		return
	}
	kind := corev1.EventTypeNormal
	if warnings[is.Reason] {
		kind = corev1.EventTypeWarning
	}
	r.events.Eventf(vm, nil, kind, is.Reason, "Realise", "%s", is.Message)
}
