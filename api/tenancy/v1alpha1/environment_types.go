package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// EnvironmentType is what an environment is for.
// +kubebuilder:validation:Enum=dev;test;stresstest;stage;production
type EnvironmentType string

// Types of environments, in the order a release passes through them.
const (
	EnvironmentDev        EnvironmentType = "dev"
	EnvironmentTest       EnvironmentType = "test"
	EnvironmentStressTest EnvironmentType = "stresstest"
	EnvironmentStage      EnvironmentType = "stage"
	EnvironmentProduction EnvironmentType = "production"
)

// PodQuota is the slice of an environment for containers: it becomes the
// ResourceQuota of the workload namespace.
type PodQuota struct {
	// vcpu is the sum of CPU requests and limits of all pods, in vCPU.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:default=4
	VCPU int64 `json:"vcpu,omitempty"`
	// memoryGiB is the sum of memory requests and limits of all pods, in GiB.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:default=8
	MemoryGiB int64 `json:"memoryGiB,omitempty"`
	// pods is how many pods may exist.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:default=50
	Pods int64 `json:"pods,omitempty"`
}

// EnvironmentSpec describes an environment of a system.
// +kubebuilder:validation:XValidation:rule="self.system == oldSelf.system && self.type == oldSelf.type",message="system and type of an environment cannot change; create another environment"
type EnvironmentSpec struct {
	// system is the InformationSystem of the same agency that runs here.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// type is what the environment is for. A production environment demands a
	// complete passport of the system (C-4.1).
	Type EnvironmentType `json:"type"`
	// pods is the share of containers in this environment.
	// +optional
	// +kubebuilder:default={}
	Pods PodQuota `json:"pods,omitempty"`
}

// EnvironmentStatus is what the platform has set up for an environment.
type EnvironmentStatus struct {
	// namespace is the workload namespace: virtual machines are created there.
	// +optional
	Namespace string `json:"namespace,omitempty"`
	// conditions tell how far the environment is set up.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// Environment is a place where one information system runs: development, test,
// stress test, stage or production. It owns a workload namespace with its own
// roles, network policy and quota slice.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=environments,scope=Namespaced,shortName=env,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Type",type=string,JSONPath=`.spec.type`
// +kubebuilder:printcolumn:name="Namespace",type=string,JSONPath=`.status.namespace`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
// +kubebuilder:validation:XValidation:rule="!self.metadata.name.contains('--')",message="an environment's name has no two hyphens in a row: they set it apart from its agency's in the name of its namespace"
type Environment struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec EnvironmentSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "NamespaceReady", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "AccessGranted", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "NetworkIsolated", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"},{type: "QuotaApplied", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status EnvironmentStatus `json:"status,omitempty"`
}

// EnvironmentList is a list of environments.
// +kubebuilder:object:root=true
type EnvironmentList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Environment `json:"items"`
}
