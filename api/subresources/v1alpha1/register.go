package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var (
	// GroupVersion is the API group and version of this package.
	GroupVersion = schema.GroupVersion{Group: "subresources.ikp.gov.kz", Version: "v1alpha1"}

	schemeBuilder = runtime.NewSchemeBuilder(addKnownTypes)

	// AddToScheme registers the kinds of this package.
	AddToScheme = schemeBuilder.AddToScheme
)

func addKnownTypes(s *runtime.Scheme) error {
	s.AddKnownTypes(GroupVersion,
		&UsageBatch{}, &UsageBatchList{},
		&VirtualMachineLog{}, &VirtualMachineLogOptions{},
		&StatementView{}, &StatementViewList{},
		&HostedMachine{}, &HostedMachineList{},
		&HostView{}, &HostViewList{},
		&EvidenceKey{}, &EvidenceKeyList{},
		&ResidencyFinding{}, &ResidencyFindingList{},
		&ResidencyInventory{}, &ResidencyInventoryList{},
		&ResidencyReport{}, &ResidencyReportList{},
	)
	metav1.AddToGroupVersion(s, GroupVersion)
	return nil
}
