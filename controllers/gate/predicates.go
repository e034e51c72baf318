package gate

import (
	"slices"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/predicate"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
)

// concernsGates lets through what can change a verdict or a release: the status
// that agents write every few seconds mostly cannot.
func concernsGates() predicate.Predicate {
	return predicate.Funcs{UpdateFunc: func(e event.UpdateEvent) bool {
		before, ok1 := e.ObjectOld.(*compute.VirtualMachine)
		after, ok2 := e.ObjectNew.(*compute.VirtualMachine)
		return ok1 && ok2 && (before.Generation != after.Generation ||
			(before.DeletionTimestamp == nil) != (after.DeletionTimestamp == nil) ||
			gone(before) != gone(after) ||
			!slices.Equal(gates(before), gates(after)))
	}}
}

// gates are the verdicts as they stand in the status, in one order.
func gates(vm *compute.VirtualMachine) []metav1.ConditionStatus {
	var all []metav1.ConditionStatus
	for _, kind := range []string{compute.ConditionSecurityCleared, compute.ConditionResidencyCompliant, compute.ConditionQuotaReserved} {
		if c := apimeta.FindStatusCondition(vm.Status.Conditions, kind); c != nil {
			all = append(all, c.Status)
		}
	}
	return all
}

// recorded lets an object of finance through when the ledger has taken over what
// it says now.
func recorded() predicate.Predicate {
	return predicate.Funcs{UpdateFunc: func(e event.UpdateEvent) bool {
		before, after := recordedGeneration(e.ObjectOld), recordedGeneration(e.ObjectNew)
		return after != 0 && before != after
	}}
}

// recordedGeneration is the generation that the ledger has taken over; 0: none.
func recordedGeneration(obj client.Object) int64 {
	var conditions []metav1.Condition
	switch o := obj.(type) {
	case *finance.Budget:
		conditions = o.Status.Conditions
	case *finance.Quota:
		conditions = o.Status.Conditions
	case *finance.Tariff:
		conditions = o.Status.Conditions
	}
	if c := apimeta.FindStatusCondition(conditions, finance.ConditionReady); c != nil && c.Status == metav1.ConditionTrue {
		return c.ObservedGeneration
	}
	return 0
}

// freed lets a quota through of which less is used than before.
func freed() predicate.Predicate {
	return predicate.Funcs{UpdateFunc: func(e event.UpdateEvent) bool {
		before, ok1 := e.ObjectOld.(*finance.Quota)
		after, ok2 := e.ObjectNew.(*finance.Quota)
		return ok1 && ok2 && less(after.Status.Used, before.Status.Used)
	}}
}

func less(a, b finance.Amount) bool {
	return a.VCPU < b.VCPU || a.MemoryMiB < b.MemoryMiB || a.DiskGiB < b.DiskGiB || a.Machines < b.Machines
}
