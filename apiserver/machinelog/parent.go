package machinelog

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/registry/rest"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// Parent stands for the resource virtualmachines, without which its subresources
// could not be found. It has no verbs: machines live in the group
// compute.ikp.gov.kz.
type Parent struct{}

var (
	_ rest.Scoper               = Parent{}
	_ rest.SingularNameProvider = Parent{}
)

// New is an empty object of the kind in discovery.
func (Parent) New() runtime.Object { return &subresources.VirtualMachineLog{} }

// Destroy has nothing to free.
func (Parent) Destroy() {}

// NamespaceScoped says that machines live in namespaces.
func (Parent) NamespaceScoped() bool { return true }

// GetSingularName is the singular in discovery.
func (Parent) GetSingularName() string { return "virtualmachine" }
