package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Amount is a vector of what quota counts.
type Amount struct {
	// vcpu is the number of virtual processors.
	// +optional
	// +kubebuilder:validation:Minimum=0
	VCPU int64 `json:"vcpu"`
	// memoryMiB is memory in MiB.
	// +optional
	// +kubebuilder:validation:Minimum=0
	MemoryMiB int64 `json:"memoryMiB"`
	// diskGiB is disk space in GiB.
	// +optional
	// +kubebuilder:validation:Minimum=0
	DiskGiB int64 `json:"diskGiB"`
	// machines is the number of virtual machines.
	// +optional
	// +kubebuilder:validation:Minimum=0
	Machines int64 `json:"machines"`
}

// QuotaSpec is an allotment: of the whole agency, of one of its systems, or of
// one environment.
// +kubebuilder:validation:XValidation:rule="has(self.system) == has(oldSelf.system) && (!has(self.system) || self.system == oldSelf.system) && has(self.environment) == has(oldSelf.environment) && (!has(self.environment) || self.environment == oldSelf.environment)",message="what a quota is for cannot change: create another"
// +kubebuilder:validation:XValidation:rule="!has(self.environment) || has(self.system)",message="a quota of an environment names its system too"
type QuotaSpec struct {
	// system limits the quota to one system of the agency. Empty: the agency.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system,omitempty"`
	// environment limits the quota to one environment of that system.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Environment string `json:"environment,omitempty"`
	// hard is what may be reserved at most (C-1.3).
	Hard Amount `json:"hard"`
}

// QuotaStatus mirrors the ledger.
type QuotaStatus struct {
	// used is what the ledger has reserved.
	// +optional
	Used Amount `json:"used,omitempty"`
	// available is hard less used; negative after a cut below use.
	// +optional
	Available *AvailableAmount `json:"available,omitempty"`
	// conditions tell whether the ledger has taken the quota over.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// AvailableAmount is what is left of a quota. A field is negative after the
// quota was cut below what is used.
type AvailableAmount struct {
	// vcpu is the number of virtual processors.
	VCPU int64 `json:"vcpu"`
	// memoryMiB is memory in MiB.
	MemoryMiB int64 `json:"memoryMiB"`
	// diskGiB is disk space in GiB.
	DiskGiB int64 `json:"diskGiB"`
	// machines is the number of virtual machines.
	Machines int64 `json:"machines"`
}

// Quota is how much an agency, a system or an environment may reserve at once.
// It lies in the agency's namespace and is set by the platform's operator.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=quotas,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Environment",type=string,JSONPath=`.spec.environment`
// +kubebuilder:printcolumn:name="vCPU",type=integer,JSONPath=`.spec.hard.vcpu`
// +kubebuilder:printcolumn:name="Used-vCPU",type=integer,JSONPath=`.status.used.vcpu`
// +kubebuilder:printcolumn:name="Memory-MiB",type=integer,JSONPath=`.spec.hard.memoryMiB`
// +kubebuilder:printcolumn:name="Used-MiB",type=integer,JSONPath=`.status.used.memoryMiB`
// +kubebuilder:printcolumn:name="Disk-GiB",type=integer,JSONPath=`.spec.hard.diskGiB`
// +kubebuilder:printcolumn:name="Used-GiB",type=integer,JSONPath=`.status.used.diskGiB`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type Quota struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec QuotaSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status QuotaStatus `json:"status,omitempty"`
}

// QuotaList is a list of quotas.
// +kubebuilder:object:root=true
type QuotaList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Quota `json:"items"`
}
