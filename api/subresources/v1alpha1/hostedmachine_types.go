package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// HostedMachine is a VirtualMachine as the agent of its host may read it: name,
// UID, resource version, spec and status are the machine's own. An agent sees
// the machines that are bound to its host and no others.
// +kubebuilder:object:root=true
type HostedMachine struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// spec is what is asked of the machine.
	Spec compute.VirtualMachineSpec `json:"spec"`
	// status is what is known of the machine.
	// +optional
	Status compute.VirtualMachineStatus `json:"status,omitempty"`
	// system is what the residency rules must know of the machine's information
	// system, read at this moment. A machine that is read alone carries it; lists
	// and watches leave it out, because they could not say when it changes.
	// +optional
	System *SystemFacts `json:"system,omitempty"`
}

// VirtualMachine is the machine itself, which shares its memory with m.
func (m *HostedMachine) VirtualMachine() *compute.VirtualMachine {
	return &compute.VirtualMachine{ObjectMeta: m.ObjectMeta, Spec: m.Spec, Status: m.Status}
}

// HostedMachineOf shows a machine to its host; the two share their memory.
func HostedMachineOf(vm *compute.VirtualMachine) *HostedMachine {
	return &HostedMachine{ObjectMeta: vm.ObjectMeta, Spec: vm.Spec, Status: vm.Status}
}

// SystemFacts is what the residency rules must know of an information system.
type SystemFacts struct {
	// name of the system within its agency, for exceptions.
	// +optional
	Name string `json:"name,omitempty"`
	// personalData says whether the system holds personal data (KZ-PD-12).
	PersonalData tenancy.PersonalData `json:"personalData"`
	// segment is the contour that the system belongs to (C-2.4).
	Segment tenancy.Segment `json:"segment"`
	// exceptions of the system that are approved. Whether one counts at a moment
	// the agent decides anew each time.
	// +optional
	// +listType=atomic
	Exceptions []SystemException `json:"exceptions,omitempty"`
}

// SystemException lets a system break named rules at named data centres for a time.
type SystemException struct {
	// name of the ResidencyException.
	Name string `json:"name"`
	// rules that are lifted.
	// +listType=atomic
	Rules []string `json:"rules"`
	// dataCentres at which they are lifted.
	// +listType=atomic
	DataCentres []string `json:"dataCentres"`
	// approvers whose word counts.
	// +listType=atomic
	Approvers []string `json:"approvers"`
	// validFrom is when it begins.
	ValidFrom metav1.Time `json:"validFrom"`
	// expiresAt is when it is gone, to the second.
	ExpiresAt metav1.Time `json:"expiresAt"`
}

// HostedMachineList is a list of the machines of one host.
// +kubebuilder:object:root=true
type HostedMachineList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []HostedMachine `json:"items"`
}
