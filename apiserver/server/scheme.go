package server

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/apiserver/machinelog"
)

// internal is the version in which the API server hands objects over to its
// storages. The group has one version alone, so it is the same Go types.
var internal = schema.GroupVersion{Group: subresources.GroupVersion.Group, Version: runtime.APIVersionInternal}

// unversioned are the types of Kubernetes that every API server answers with.
var unversioned = schema.GroupVersion{Version: "v1"}

// newScheme holds the kinds that the aggregated API serves and their internal
// version.
func newScheme() *runtime.Scheme {
	s := newPublicScheme()
	utilruntime.Must(machinelog.AddToScheme(s))
	s.AddKnownTypes(internal,
		&subresources.UsageBatch{}, &subresources.UsageBatchList{},
		&subresources.VirtualMachineLog{}, &subresources.VirtualMachineLogOptions{},
		&subresources.StatementView{}, &subresources.StatementViewList{},
		&subresources.HostedMachine{}, &subresources.HostedMachineList{},
		&subresources.HostView{}, &subresources.HostViewList{},
		&subresources.EvidenceKey{}, &subresources.EvidenceKeyList{},
		&subresources.ResidencyFinding{}, &subresources.ResidencyFindingList{},
		&subresources.ResidencyInventory{}, &subresources.ResidencyInventoryList{},
		&subresources.ResidencyReport{}, &subresources.ResidencyReportList{},
	)
	return s
}

// newPublicScheme holds the kinds that the aggregated API serves, as its clients
// see them.
func newPublicScheme() *runtime.Scheme {
	s := runtime.NewScheme()
	utilruntime.Must(subresources.AddToScheme(s))
	metav1.AddToGroupVersion(s, unversioned)
	s.AddUnversionedTypes(unversioned,
		&metav1.Status{}, &metav1.APIVersions{}, &metav1.APIGroupList{}, &metav1.APIGroup{}, &metav1.APIResourceList{},
	)
	return s
}
