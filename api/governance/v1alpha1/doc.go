// Package v1alpha1 holds the API group governance.ikp.gov.kz: records that one party issues about another: information-security clearances.
//
// +kubebuilder:object:generate=true
// +groupName=governance.ikp.gov.kz
package v1alpha1
