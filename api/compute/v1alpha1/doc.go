// Package v1alpha1 holds the API group compute.ikp.gov.kz: data centres, hypervisor hosts, images, machine types and virtual machines.
//
// +kubebuilder:object:generate=true
// +groupName=compute.ikp.gov.kz
package v1alpha1
