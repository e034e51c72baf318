package agent

import (
	"net/http"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/client-go/rest"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// kinds are what an agent reads and writes. They are known beforehand: it starts
// also while the aggregated API, whose kinds nobody could discover then, is down.
func kinds(*rest.Config, *http.Client) (apimeta.RESTMapper, error) {
	m := apimeta.NewDefaultRESTMapper(nil)
	m.Add(subresources.GroupVersion.WithKind("HostView"), apimeta.RESTScopeRoot)
	m.Add(subresources.GroupVersion.WithKind("HostedMachine"), apimeta.RESTScopeNamespace)
	for _, kind := range []string{"DataCentre", "Host", "Image", "MachineType"} {
		m.Add(compute.GroupVersion.WithKind(kind), apimeta.RESTScopeRoot)
	}
	for _, kind := range []string{"RegulationProfile", "RuleOverride"} {
		m.Add(governance.GroupVersion.WithKind(kind), apimeta.RESTScopeRoot)
	}
	m.Add(corev1.SchemeGroupVersion.WithKind("Secret"), apimeta.RESTScopeNamespace)
	return m, nil
}
