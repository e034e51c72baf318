package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// ResidencyExceptionSpec lets a system break named rules at named places for a
// time.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="an exception cannot change: create another one"
// +kubebuilder:validation:XValidation:rule="self.validFrom < self.expiresAt",message="expiresAt is not after validFrom"
type ResidencyExceptionSpec struct {
	// system of the same agency.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// rules that are lifted: KZ-PD-36.
	// +listType=set
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=16
	// +kubebuilder:validation:items:MaxLength=32
	Rules []string `json:"rules"`
	// dataCentres at which they are lifted.
	// +listType=set
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=16
	// +kubebuilder:validation:items:MaxLength=63
	DataCentres []string `json:"dataCentres"`
	// act that allows it: its number and date.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Act string `json:"act"`
	// reason for people.
	// +kubebuilder:validation:MinLength=10
	// +kubebuilder:validation:MaxLength=2048
	Reason string `json:"reason"`
	// validFrom is when it begins.
	ValidFrom metav1.Time `json:"validFrom"`
	// expiresAt is when it is gone, to the second.
	ExpiresAt metav1.Time `json:"expiresAt"`
}

// ResidencyExceptionStatus says whether the exception counts.
type ResidencyExceptionStatus struct {
	// contentHash is what its approvals bind to.
	// +optional
	ContentHash string `json:"contentHash,omitempty"`
	// approvers who have approved it; two are needed, neither of them its author.
	// +optional
	// +listType=set
	Approvers []string `json:"approvers,omitempty"`
	// conditions tell whether it is active.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// ResidencyException lets a system break named residency rules at named data
// centres for a time, on the ground of an act and by the word of two approvers.
// Every party asks one function whether it is active; it is gone the second it
// expires.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=residencyexceptions,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Rules",type=string,JSONPath=`.spec.rules`
// +kubebuilder:printcolumn:name="Active",type=string,JSONPath=`.status.conditions[?(@.type=="Active")].status`
// +kubebuilder:printcolumn:name="Expires",type=string,JSONPath=`.spec.expiresAt`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type ResidencyException struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec ResidencyExceptionSpec `json:"spec"`
	// +optional
	Status ResidencyExceptionStatus `json:"status,omitempty"`
}

// ResidencyExceptionList is a list of exceptions.
// +kubebuilder:object:root=true
type ResidencyExceptionList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ResidencyException `json:"items"`
}
