package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// SupportAccessSpec lets a person see bytes of a system to repair something.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="a support access cannot change: record another one"
// +kubebuilder:validation:XValidation:rule="self.from < self.until",message="until is not after from"
// +kubebuilder:validation:XValidation:rule="self.until - self.from <= duration('24h')",message="a support access lasts 24 hours at most: record another one for the next day"
// +kubebuilder:validation:XValidation:rule="has(self.ground) == has(self.document)",message="a ground and its document go together"
type SupportAccessSpec struct {
	// system of the same agency.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// ticket in which the work is asked for.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=128
	Ticket string `json:"ticket"`
	// person who works, and his organisation.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=256
	Person string `json:"person"`
	// country from which he works, ISO 3166-1 alpha-2.
	// +kubebuilder:validation:Pattern=`^[A-Z]{2}$`
	Country string `json:"country"`
	// from when until when, 24 hours at most.
	From  metav1.Time `json:"from"`
	Until metav1.Time `json:"until"`
	// ground on which personal data may be seen from abroad.
	// +optional
	Ground TransferGround `json:"ground,omitempty"`
	// document that gives the ground.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Document string `json:"document,omitempty"`
}

// SupportAccess records who may see bytes of a system to repair something, on
// which ticket and for how long. It cannot change, and stays as the record of what
// was allowed.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=supportaccesses,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Ticket",type=string,JSONPath=`.spec.ticket`
// +kubebuilder:printcolumn:name="Person",type=string,JSONPath=`.spec.person`
// +kubebuilder:printcolumn:name="From",type=string,JSONPath=`.spec.from`
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=`.spec.until`
type SupportAccess struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec SupportAccessSpec `json:"spec"`
}

// SupportAccessList is a list of accesses.
// +kubebuilder:object:root=true
type SupportAccessList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []SupportAccess `json:"items"`
}
