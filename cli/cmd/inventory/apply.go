package inventory

import (
	"context"
	"errors"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// fieldOwner owns the fields that come from lists.
const fieldOwner = client.FieldOwner("ikp-inventory")

type outcome int

const (
	unchanged outcome = iota
	created
	updated
)

// applied is what became of a record.
type applied struct {
	outcome outcome
	kept    []Kept
}

// apply brings one record to the platform without taking a field from anybody: a
// field with another owner is left out and the rest applied.
func (i importer) apply(ctx context.Context, r record, opts ...client.ApplyOption) (applied, error) {
	var a applied
	ns := r.object.GetNamespace()
	if ns != "" && len(opts) > 0 && !i.present.namespaces[ns] {
		// Nothing can be rehearsed in a namespace that the import itself will bring.
		return applied{outcome: created}, nil
	}
	body := r.object.DeepCopy()
	for {
		answer := body.DeepCopy()
		err := i.api.Apply(ctx, client.ApplyConfigurationFromUnstructured(answer), append(opts, fieldOwner)...)
		if err == nil {
			a.outcome = i.outcomeOf(answer)
			return a, nil
		}
		taken := r.leaveOut(body, err)
		if len(taken) == 0 {
			return applied{}, err
		}
		a.kept = append(a.kept, taken...)
	}
}

// outcomeOf goes by the generation: what others write into the status does not count.
func (i importer) outcomeOf(answer *unstructured.Unstructured) outcome {
	before, existed := i.present.generations[client.ObjectKeyFromObject(answer)]
	switch {
	case !existed:
		return created
	case answer.GetGeneration() > before:
		return updated
	default:
		return unchanged
	}
}

// leaveOut removes from the body the fields that an error says others own.
func (r record) leaveOut(body *unstructured.Unstructured, err error) []Kept {
	var status apierrors.APIStatus
	if !apierrors.IsConflict(err) || !errors.As(err, &status) || status.Status().Details == nil {
		return nil
	}
	var kept []Kept
	for _, c := range status.Status().Details.Causes {
		if c.Type != metav1.CauseTypeFieldManagerConflict {
			continue
		}
		path := strings.Split(strings.TrimPrefix(c.Field, "."), ".")
		value, found, _ := unstructured.NestedFieldNoCopy(body.Object, path...)
		if !found {
			continue
		}
		unstructured.RemoveNestedField(body.Object, path...)
		kept = append(kept, r.kept(c.Field, value, c.Message))
	}
	return kept
}
