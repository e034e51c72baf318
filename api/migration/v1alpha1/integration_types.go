package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// IntegrationStep is one step on the way from a request to access (C-10.3).
// +kubebuilder:validation:Enum=Requested;ContractSigned;Approved;Tested;AccessGiven
type IntegrationStep string

// Steps of an integration, in their order.
const (
	StepRequested      IntegrationStep = "Requested"
	StepContractSigned IntegrationStep = "ContractSigned"
	StepApproved       IntegrationStep = "Approved"
	StepTested         IntegrationStep = "Tested"
	StepAccessGiven    IntegrationStep = "AccessGiven"
)

// IntegrationRequestSpec asks for the flow of data between two systems through
// the gateway (KZ-INT-83-3).
type IntegrationRequestSpec struct {
	// system of the same agency that wants the data.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	System string `json:"system"`
	// provider is the system that has the data.
	Provider tenancy.SystemReference `json:"provider"`
	// purpose of the flow.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1024
	Purpose string `json:"purpose"`
	// personalData says whether personal data flows.
	// +optional
	// +kubebuilder:default=Unknown
	PersonalData tenancy.PersonalData `json:"personalData,omitempty"`
	// contract on joint work in information security (KZ-INT-43).
	// +optional
	// +kubebuilder:validation:MaxLength=512
	Contract string `json:"contract,omitempty"`
}

// StepRecord is a step with its holder.
type StepRecord struct {
	// step of the way.
	Step IntegrationStep `json:"step"`
	// party that holds it.
	Party string `json:"party"`
	// since when the party holds it.
	// +optional
	Since *metav1.Time `json:"since,omitempty"`
	// doneAt is when it was done. Empty: it is open.
	// +optional
	DoneAt *metav1.Time `json:"doneAt,omitempty"`
}

// IntegrationRequestStatus is how far the request is.
type IntegrationRequestStatus struct {
	// step that is open.
	// +optional
	Step IntegrationStep `json:"step,omitempty"`
	// holder is the party that owes it.
	// +optional
	Holder string `json:"holder,omitempty"`
	// dueOn is the day by which access must be given (C-10.3).
	// +optional
	DueOn tenancy.Date `json:"dueOn,omitempty"`
	// contentHash is what the approvals of its steps bind to.
	// +optional
	ContentHash string `json:"contentHash,omitempty"`
	// steps with who held them, since when.
	// +optional
	// +listType=map
	// +listMapKey=step
	Steps []StepRecord `json:"steps,omitempty"`
	// conditions tell whether access was given, and in time.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// IntegrationRequest asks for the flow of data between two systems through the
// gateway. From request to access no more than two weeks pass (C-10.3); the
// record shows who holds it.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=integrationrequests,scope=Namespaced,shortName=integration,categories=ikp
// +kubebuilder:printcolumn:name="System",type=string,JSONPath=`.spec.system`
// +kubebuilder:printcolumn:name="Provider",type=string,JSONPath=`.spec.provider.name`
// +kubebuilder:printcolumn:name="Step",type=string,JSONPath=`.status.step`
// +kubebuilder:printcolumn:name="Holder",type=string,JSONPath=`.status.holder`
// +kubebuilder:printcolumn:name="Due",type=string,JSONPath=`.status.dueOn`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
// +kubebuilder:validation:XValidation:rule="self.spec.system == oldSelf.spec.system && self.spec.provider == oldSelf.spec.provider",message="the systems of a request cannot change: make another request"
type IntegrationRequest struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec IntegrationRequestSpec `json:"spec"`
	// +optional
	Status IntegrationRequestStatus `json:"status,omitempty"`
}

// IntegrationRequestList is a list of requests.
// +kubebuilder:object:root=true
type IntegrationRequestList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []IntegrationRequest `json:"items"`
}
