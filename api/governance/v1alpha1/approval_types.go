package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Decision is what a party has decided.
// +kubebuilder:validation:Enum=Approved;Rejected
type Decision string

// Decisions of a party.
const (
	DecisionApproved Decision = "Approved"
	DecisionRejected Decision = "Rejected"
)

// Subject is what an approval is about.
type Subject struct {
	// kind of the object in the same namespace: SystemMigration.
	// +kubebuilder:validation:Enum=InformationSystem;IntegrationRequest;MigrationPlan;ResidencyException;SystemAssessment;SystemMigration
	Kind string `json:"kind"`
	// name of the object.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Name string `json:"name"`
}

// EvidenceItem is a document that an approval rests on.
type EvidenceItem struct {
	// title of the document.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=512
	Title string `json:"title"`
	// number and date, or address of the document.
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1024
	Reference string `json:"reference"`
	// sha256 of the file, in hexadecimal.
	// +optional
	// +kubebuilder:validation:Pattern=`^[0-9a-f]{64}$`
	SHA256 string `json:"sha256,omitempty"`
}

// ApprovalSpec is the word of one party on one matter.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="an approval cannot change: create another one, which replaces it"
type ApprovalSpec struct {
	// subject that is approved.
	Subject Subject `json:"subject"`
	// matter that is decided: measure-01 to measure-14, acceptance, consent, plan,
	// source-disabled, decommission-planned, decommissioned, data-destroyed,
	// personal-data-no, exception, or a step of an integration.
	// +kubebuilder:validation:Pattern=`^[a-z][a-z0-9-]*$`
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Matter string `json:"matter"`
	// party for which the author speaks: its code in the RegulationProfile.
	// +kubebuilder:validation:Pattern=`^[A-Z][A-Z0-9]*$`
	// +kubebuilder:validation:MaxLength=32
	Party string `json:"party"`
	// decision of the party.
	Decision Decision `json:"decision"`
	// contentHash is the hash of what the author has seen: the subject's
	// status.contentHash, or the part of its status.contents that the matter is
	// about. An approval of something that has changed since counts no more.
	// +kubebuilder:validation:Pattern=`^[0-9a-f]{64}$`
	ContentHash string `json:"contentHash"`
	// comment of the author.
	// +optional
	// +kubebuilder:validation:MaxLength=2048
	Comment string `json:"comment,omitempty"`
	// evidence that the decision rests on.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=32
	Evidence []EvidenceItem `json:"evidence,omitempty"`
}

// Approval is the word of one party on one matter of one object. It binds to the
// content that its author has seen, cannot change, and counts only when the
// author's groups act for the party (RegulationProfile) and he did not write the
// object himself. Of several words of one party the latest counts.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=approvals,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="Subject",type=string,JSONPath=`.spec.subject.name`
// +kubebuilder:printcolumn:name="Matter",type=string,JSONPath=`.spec.matter`
// +kubebuilder:printcolumn:name="Party",type=string,JSONPath=`.spec.party`
// +kubebuilder:printcolumn:name="Decision",type=string,JSONPath=`.spec.decision`
// +kubebuilder:printcolumn:name="By",type=string,JSONPath=`.metadata.annotations.ikp\.gov\.kz/requested-by`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type Approval struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec ApprovalSpec `json:"spec"`
}

// ApprovalList is a list of approvals.
// +kubebuilder:object:root=true
type ApprovalList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Approval `json:"items"`
}
