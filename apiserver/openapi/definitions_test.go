package openapi

import (
	"testing"

	"k8s.io/kube-openapi/pkg/validation/spec"
)

func TestEveryReferenceIsDefined(t *testing.T) {
	referred := map[string]bool{}
	all := Definitions(func(path string) spec.Ref {
		referred[path] = true
		return spec.MustCreateRef("#/definitions/x")
	})
	for name := range referred {
		if _, ok := all[name]; !ok {
			t.Errorf("%s is referred to and not defined", name)
		}
	}
	for name, definition := range all {
		for _, dependency := range definition.Dependencies {
			if _, ok := all[dependency]; !ok {
				t.Errorf("%s depends on %s, which is not defined", name, dependency)
			}
		}
	}
}
