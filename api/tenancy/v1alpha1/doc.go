// Package v1alpha1 holds the API group tenancy.ikp.gov.kz: agencies, the information systems they own and the environments those run in.
//
// +kubebuilder:object:generate=true
// +groupName=tenancy.ikp.gov.kz
package v1alpha1
