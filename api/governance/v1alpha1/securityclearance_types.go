package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// TestVerdict is the outcome of information-security tests.
// +kubebuilder:validation:Enum=Positive;Negative
type TestVerdict string

// Outcomes of information-security tests.
const (
	VerdictPositive TestVerdict = "Positive"
	VerdictNegative TestVerdict = "Negative"
)

// SecurityClearanceSpec records that a system passed its information-security
// tests (KZ-IB-49, KZ-IB-40).
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="a clearance cannot change: issue another"
// +kubebuilder:validation:XValidation:rule="self.validFrom <= self.validUntil",message="validUntil is before validFrom"
type SecurityClearanceSpec struct {
	// system is the InformationSystem of the same agency that was tested.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// verdict is the outcome of the tests.
	Verdict TestVerdict `json:"verdict"`
	// protocol is the number of the test protocol.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=256
	Protocol string `json:"protocol"`
	// laboratory is who ran the tests: the state technical service for objects of
	// state bodies.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=256
	Laboratory string `json:"laboratory"`
	// validFrom is the first day on which the clearance holds.
	ValidFrom tenancy.Date `json:"validFrom"`
	// validUntil is the last day on which the clearance holds.
	ValidUntil tenancy.Date `json:"validUntil"`
}

// SecurityClearance records that an information system passed its
// information-security tests, by whom and until when. It is issued by another
// party than the system's owner: nobody certifies himself.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=securityclearances,scope=Namespaced,shortName=clearance,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Verdict",type=string,JSONPath=`.spec.verdict`
// +kubebuilder:printcolumn:name="From",type=string,JSONPath=`.spec.validFrom`
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=`.spec.validUntil`
// +kubebuilder:printcolumn:name="Issued-By",type=string,JSONPath=`.metadata.annotations.ikp\.gov\.kz/requested-by`
// +kubebuilder:printcolumn:name="Protocol",type=string,JSONPath=`.spec.protocol`,priority=1
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type SecurityClearance struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec SecurityClearanceSpec `json:"spec"`
}

// SecurityClearanceList is a list of clearances.
// +kubebuilder:object:root=true
type SecurityClearanceList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []SecurityClearance `json:"items"`
}
