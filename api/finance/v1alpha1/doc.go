// Package v1alpha1 holds the API group finance.ikp.gov.kz: quota, tariffs, yearly budgets and monthly statements.
//
// +kubebuilder:object:generate=true
// +groupName=finance.ikp.gov.kz
package v1alpha1
