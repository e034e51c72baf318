// Package v1alpha1 holds the API group migration.ikp.gov.kz: the programme by which systems move to the platform, its waves, calendars and sites, the plan of each agency, and for each system its assessment, its migration and the rehearsals of it.
//
// +kubebuilder:object:generate=true
// +groupName=migration.ikp.gov.kz
package v1alpha1
