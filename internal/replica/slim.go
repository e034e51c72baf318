package replica

import (
	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
)

// slim takes out of an object what no part reads before it is cached: who wrote
// which field, and what kubectl remembers for itself. Of a machine that is more
// than half.
func slim(in any) (any, error) {
	obj, err := apimeta.Accessor(in)
	if err != nil {
		// A tombstone: it holds an object that was slimmed before.
		return in, nil
	}
	obj.SetManagedFields(nil)
	if a := obj.GetAnnotations(); a[corev1.LastAppliedConfigAnnotation] != "" {
		delete(a, corev1.LastAppliedConfigAnnotation)
		obj.SetAnnotations(a)
	}
	return in, nil
}
