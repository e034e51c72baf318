// Package scheme registers every kind of ikp beside those of Kubernetes that it
// works with, so that all binaries and tests speak of the same set.
package scheme

import (
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	migration "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// New is a scheme with the kinds of Kubernetes and of ikp.
func New() *runtime.Scheme {
	s := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		clientgoscheme.AddToScheme,
		tenancy.AddToScheme,
		compute.AddToScheme,
		finance.AddToScheme,
		governance.AddToScheme,
		migration.AddToScheme,
		subresources.AddToScheme,
	} {
		utilruntime.Must(add(s))
	}
	return s
}
