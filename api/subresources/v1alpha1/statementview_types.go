package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
)

// StatementView is an agency's statement of a month as the ledger has it at this
// moment. Its namespace is the agency's, its name the month: 2026-11.
// +kubebuilder:object:root=true
type StatementView struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// agency whose statement this is.
	Agency string `json:"agency"`
	// status holds lines and total.
	Status finance.StatementStatus `json:"status"`
}

// StatementViewList is a list of statements, one per month with usage.
// +kubebuilder:object:root=true
type StatementViewList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []StatementView `json:"items"`
}
