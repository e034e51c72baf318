// Package v1alpha1 holds the aggregated API subresources.ikp.gov.kz: requests
// that are answered from the ledger or a hypervisor instead of being stored.
//
// +kubebuilder:object:generate=true
// +groupName=subresources.ikp.gov.kz
// +k8s:openapi-gen=true
// +k8s:openapi-model-package=kz.gov.ikp.subresources.v1alpha1
package v1alpha1
