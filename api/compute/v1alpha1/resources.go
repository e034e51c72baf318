package v1alpha1

import (
	apimeta "k8s.io/apimachinery/pkg/api/meta"
)

// Requested is the vector that the machine asks for, given its type. Starting
// and stopping does not change it.
func (vm *VirtualMachine) Requested(t MachineTypeSpec) Resources {
	r := Resources{VCPU: t.VCPU, MemoryMiB: t.MemoryMiB, DiskGiB: vm.Spec.RootDiskGiB}
	for _, d := range vm.Spec.DataDisks {
		r.DiskGiB += d.SizeGiB
	}
	return r
}

// AdmittedFor reports whether every gate is open for this vector: the system is
// cleared, the place is lawful, and exactly this much is reserved. Operators
// start nothing before.
func (vm *VirtualMachine) AdmittedFor(want Resources) bool {
	for _, gate := range []string{ConditionSecurityCleared, ConditionResidencyCompliant, ConditionQuotaReserved} {
		if !apimeta.IsStatusConditionTrue(vm.Status.Conditions, gate) {
			return false
		}
	}
	return vm.Status.Resources != nil && *vm.Status.Resources == want
}
