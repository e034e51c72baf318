package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// StatementLine is what one system used of one meter under one tariff.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.finance.v1alpha1
type StatementLine struct {
	// system is the InformationSystem that used it.
	System string `json:"system"`
	// meter is what was used.
	Meter Meter `json:"meter"`
	// quantity in units of the meter, rounded to six places for people.
	Quantity string `json:"quantity"`
	// unitPrice is the price of one unit in tenge, exact.
	UnitPrice string `json:"unitPrice"`
	// tariff is the Tariff that was in force.
	Tariff string `json:"tariff"`
	// amount in tenge, rounded once, half away from zero, to the tiyn.
	Amount string `json:"amount"`
}

// StatementSpec says which month a statement is of. Its agency is the one whose
// namespace it lies in.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="the month of a statement cannot change"
type StatementSpec struct {
	// month is the calendar month in Asia/Almaty: 2026-11.
	// +kubebuilder:validation:Pattern=`^\d{4}-(0[1-9]|1[0-2])$`
	Month string `json:"month"`
}

// StatementStatus is the statement itself. While the month is open it is written
// once a day: the amounts of this moment are told by statementviews of
// subresources.ikp.gov.kz.
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.finance.v1alpha1
type StatementStatus struct {
	// provisional says that the month is still open and the amounts can grow.
	// +optional
	Provisional bool `json:"provisional,omitempty"`
	// asOf is the moment up to which usage was counted.
	// +optional
	AsOf *metav1.Time `json:"asOf,omitempty"`
	// lines, one per system, meter and tariff, sorted in that order.
	// +optional
	// +listType=atomic
	Lines []StatementLine `json:"lines,omitempty"`
	// total in tenge: the sum of the lines' amounts.
	// +optional
	Total string `json:"total,omitempty"`
	// conditions tell how the statement came about.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// Statement is what an agency's systems used in a month and what it costs, to
// the tiyn. It is provisional while the month is open.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=statements,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="Month",type=string,JSONPath=`.spec.month`
// +kubebuilder:printcolumn:name="Total-KZT",type=string,JSONPath=`.status.total`
// +kubebuilder:printcolumn:name="Provisional",type=boolean,JSONPath=`.status.provisional`
// +kubebuilder:printcolumn:name="As-Of",type=string,JSONPath=`.status.asOf`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type Statement struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec StatementSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status StatementStatus `json:"status,omitempty"`
}

// StatementList is a list of statements.
// +kubebuilder:object:root=true
type StatementList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Statement `json:"items"`
}
