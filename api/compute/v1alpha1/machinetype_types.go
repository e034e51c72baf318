package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// MachineTypeSpec is a size of virtual machines.
// +kubebuilder:validation:XValidation:rule="self.vcpu == oldSelf.vcpu && self.memoryMiB == oldSelf.memoryMiB",message="the size of a machine type cannot change: machines were reserved and priced by it; create another type"
type MachineTypeSpec struct {
	// vcpu is the number of virtual processors.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=256
	VCPU int64 `json:"vcpu"`
	// memoryMiB is the memory in MiB.
	// +kubebuilder:validation:Minimum=16
	// +kubebuilder:validation:Maximum=4194304
	MemoryMiB int64 `json:"memoryMiB"`
	// withdrawn keeps new machines from using the type; those that run stay.
	// +optional
	Withdrawn bool `json:"withdrawn,omitempty"`
}

// MachineType is a size of virtual machines in the public catalogue.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=machinetypes,scope=Cluster,shortName=mt,categories=ikp
// +kubebuilder:printcolumn:name="vCPU",type=integer,JSONPath=`.spec.vcpu`
// +kubebuilder:printcolumn:name="Memory-MiB",type=integer,JSONPath=`.spec.memoryMiB`
// +kubebuilder:printcolumn:name="Withdrawn",type=boolean,JSONPath=`.spec.withdrawn`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type MachineType struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec MachineTypeSpec `json:"spec"`
}

// MachineTypeList is a list of machine types.
// +kubebuilder:object:root=true
type MachineTypeList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []MachineType `json:"items"`
}
