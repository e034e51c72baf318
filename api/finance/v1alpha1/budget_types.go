package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// BudgetSpec is the money of an agency for one fiscal year (C-1.3).
// +kubebuilder:validation:XValidation:rule="self.fiscalYear == oldSelf.fiscalYear",message="the year of a budget cannot change: create another"
type BudgetSpec struct {
	// fiscalYear is the calendar year in Asia/Almaty.
	// +kubebuilder:validation:Minimum=2022
	// +kubebuilder:validation:Maximum=2100
	FiscalYear int32 `json:"fiscalYear"`
	// limit is the money that may be committed in the year, in tenge with at most
	// two places: 1500000.00.
	// +kubebuilder:validation:Pattern=`^\d{1,15}(\.\d{1,2})?$`
	Limit string `json:"limit"`
	// document is the decision that granted the money.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	Document string `json:"document,omitempty"`
}

// BudgetStatus mirrors the ledger. Amounts are tenge with two places. They are
// written when the limit or what is reserved changes, and with every new day in
// Asia/Almaty: money flows at every moment, and the object does not.
type BudgetStatus struct {
	// spent is what usage has cost in the year so far.
	// +optional
	Spent string `json:"spent,omitempty"`
	// committed is what the reserved machines will cost until the year's end.
	// +optional
	Committed string `json:"committed,omitempty"`
	// available is limit less spent and committed; negative after a cut.
	// +optional
	Available string `json:"available,omitempty"`
	// asOf is the moment of which the amounts are.
	// +optional
	AsOf *metav1.Time `json:"asOf,omitempty"`
	// conditions tell whether the ledger has taken the budget over.
	// +optional
	// +listType=map
	// +listMapKey=type
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}

// Budget is what an agency may spend on the platform in one fiscal year. New
// machines are refused when the rest of the year would cost more than is left;
// machines that run are never stopped for money.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:path=budgets,scope=Namespaced,categories=ikp
// +kubebuilder:printcolumn:name="Year",type=integer,JSONPath=`.spec.fiscalYear`
// +kubebuilder:printcolumn:name="Limit-KZT",type=string,JSONPath=`.spec.limit`
// +kubebuilder:printcolumn:name="Spent",type=string,JSONPath=`.status.spent`
// +kubebuilder:printcolumn:name="Committed",type=string,JSONPath=`.status.committed`
// +kubebuilder:printcolumn:name="Available",type=string,JSONPath=`.status.available`
// +kubebuilder:printcolumn:name="As-Of",type=string,JSONPath=`.status.asOf`
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type Budget struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec BudgetSpec `json:"spec"`
	// +optional
	// +kubebuilder:default={conditions: {{type: "Ready", status: "Unknown", reason: "Pending", message: "not looked at yet", lastTransitionTime: "1970-01-01T00:00:00Z"}}}
	Status BudgetStatus `json:"status,omitempty"`
}

// BudgetList is a list of budgets.
// +kubebuilder:object:root=true
type BudgetList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Budget `json:"items"`
}
