package owned

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/apiutil"
)

// annotationDeclared is the digest of what was last applied: a field that is no
// longer declared changes it, though nothing that is declared differs.
const annotationDeclared = "ikp.gov.kz/declared"

// declare turns an object into what is applied: without status, with its digest.
func declare(want client.Object, scheme *runtime.Scheme) (*unstructured.Unstructured, error) {
	gvk, err := apiutil.GVKForObject(want, scheme)
	if err != nil {
		return nil, err
	}
	object, err := runtime.DefaultUnstructuredConverter.ToUnstructured(want)
	if err != nil {
		return nil, err
	}
	u := &unstructured.Unstructured{Object: object}
	u.SetGroupVersionKind(gvk)
	delete(object, "status")
	unstructured.RemoveNestedField(object, "metadata", "creationTimestamp")
	raw, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	u.SetAnnotations(with(u.GetAnnotations(), annotationDeclared, hex.EncodeToString(sum[:8])))
	return u, nil
}

// includes reports whether have says everything that want says. Lists are
// compared whole: an entry too many is drift.
func includes(have, want any) bool {
	w, isMap := want.(map[string]any)
	if !isMap {
		return equality.Semantic.DeepEqual(have, want)
	}
	h, isMap := have.(map[string]any)
	if !isMap {
		return false
	}
	for key, value := range w {
		if !includes(h[key], value) {
			return false
		}
	}
	return true
}
