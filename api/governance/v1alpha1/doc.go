// Package v1alpha1 holds the API group governance.ikp.gov.kz: the rules in force and what administrators changed of them, and the records that one party issues about another: clearances, approvals, exceptions.
//
// +kubebuilder:object:generate=true
// +groupName=governance.ikp.gov.kz
package v1alpha1
