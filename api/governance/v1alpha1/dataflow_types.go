package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TransferGround is on what personal data may cross the border (KZ-PD-16, Law
// 94-V of 21.05.2013, art. 16 p. 2-3).
// +kubebuilder:validation:Enum=AdequateState;Consent;Treaty;Law;VitalInterest
type TransferGround string

// Grounds of a transfer.
const (
	GroundAdequateState TransferGround = "AdequateState"
	GroundConsent       TransferGround = "Consent"
	GroundTreaty        TransferGround = "Treaty"
	GroundLaw           TransferGround = "Law"
	GroundVitalInterest TransferGround = "VitalInterest"
)

// DataFlowSpec lets bytes of a system leave the platform by a declared way.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="a declared flow cannot change: declare another one"
// +kubebuilder:validation:XValidation:rule="has(self.ground) == has(self.document)",message="a ground and its document go together"
type DataFlowSpec struct {
	// system of the same agency whose bytes leave.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// recipient of the bytes.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=256
	Recipient string `json:"recipient"`
	// country they go to, ISO 3166-1 alpha-2.
	// +kubebuilder:validation:Pattern=`^[A-Z]{2}$`
	Country string `json:"country"`
	// purpose for people.
	// +kubebuilder:validation:MinLength=10
	// +kubebuilder:validation:MaxLength=2048
	Purpose string `json:"purpose"`
	// ground on which personal data may go abroad.
	// +optional
	Ground TransferGround `json:"ground,omitempty"`
	// document that gives the ground: its act or contract, number and date.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Document string `json:"document,omitempty"`
	// until when it is open; unset: as long as it is declared.
	// +optional
	Until *metav1.Time `json:"until,omitempty"`
}

// DataFlow is a declared way for bytes of a system to leave the platform. Egress
// is denied by default; a flow that passes personal data abroad names its ground.
// The audit judges it continuously, and reports show it.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=dataflows,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Recipient",type=string,JSONPath=`.spec.recipient`
// +kubebuilder:printcolumn:name="Country",type=string,JSONPath=`.spec.country`
// +kubebuilder:printcolumn:name="Ground",type=string,JSONPath=`.spec.ground`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type DataFlow struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec DataFlowSpec `json:"spec"`
}

// DataFlowList is a list of flows.
// +kubebuilder:object:root=true
type DataFlowList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []DataFlow `json:"items"`
}
