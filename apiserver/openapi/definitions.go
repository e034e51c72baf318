package openapi

import (
	"maps"
	"strings"

	aggregator "k8s.io/kube-aggregator/pkg/generated/openapi"
	"k8s.io/kube-openapi/pkg/common"
	"k8s.io/kube-openapi/pkg/util"
	"k8s.io/kube-openapi/pkg/validation/spec"
)

// Definitions are the generated definitions of the group's kinds beside those of
// Kubernetes' own types that they refer to.
func Definitions(ref common.ReferenceCallback) map[string]common.OpenAPIDefinition {
	all := aggregator.GetOpenAPIDefinitions(ref)
	ours := GetOpenAPIDefinitions(func(path string) spec.Ref { return ref(modelName(path)) })
	for _, definition := range ours {
		for i, dependency := range definition.Dependencies {
			definition.Dependencies[i] = modelName(dependency)
		}
	}
	maps.Copy(all, ours)
	return all
}

// modelName is the name under which a type is defined. Kubernetes names its
// types com.example.pkg.Type, while the generator refers to them by Go path.
func modelName(path string) string {
	if strings.HasPrefix(path, "k8s.io/") {
		return util.ToRESTFriendlyName(path)
	}
	return path
}
