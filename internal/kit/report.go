package kit

import (
	"context"
	"fmt"
	"maps"

	"k8s.io/apimachinery/pkg/api/equality"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/apiutil"
)

// Report is all that one controller says in the status of an object. It is
// always complete: what was said before and is no longer said is removed with the
// next change.
type Report struct {
	// Conditions with type, status, reason and message; generation and
	// transition time are filled in.
	Conditions []metav1.Condition
	// Fields are all other fields of the status that the controller owns, by
	// JSON name. Values are JSON-like or structs with JSON tags; an empty one
	// takes the field away, and one that is left out may stay.
	Fields map[string]any
	// Lasting says that a new generation alone is no reason to write: the verdicts
	// stand until they change, and their observedGeneration says since when.
	Lasting bool
	// Exact refuses the write, with a conflict, when the object has changed since it
	// was read: for reports that count on what was there before.
	Exact bool
}

// StatusWriter applies reports as one field manager.
type StatusWriter struct {
	// Client reaches the API server.
	Client client.Client
	// Owner is the field manager: one per controller.
	Owner client.FieldOwner
	// Clock gives transition times.
	Clock clock.PassiveClock
	// Own remembers what was written, for Behind. Nil: nothing is remembered.
	Own *Own
}

// Apply writes a report into the status of obj, which is the object as it was
// read. It writes nothing when obj says all of it already.
func (w StatusWriter) Apply(ctx context.Context, obj client.Object, r Report) error {
	have, err := runtime.DefaultUnstructuredConverter.ToUnstructured(obj)
	if err != nil {
		return fmt.Errorf("reading the status of %q: %w", obj.GetName(), err)
	}
	status, _, err := unstructured.NestedMap(have, "status")
	if err != nil {
		return fmt.Errorf("reading the status of %q: %w", obj.GetName(), err)
	}
	want, err := w.compose(obj, status, r)
	if err != nil {
		return fmt.Errorf("composing the status of %q: %w", obj.GetName(), err)
	}
	if includes(status, want) {
		return nil
	}
	maps.DeleteFunc(want, func(_ string, v any) bool { return empty(v) })
	gvk, err := apiutil.GVKForObject(obj, w.Client.Scheme())
	if err != nil {
		return err
	}
	u := &unstructured.Unstructured{Object: map[string]any{"status": want}}
	u.SetGroupVersionKind(gvk)
	u.SetName(obj.GetName())
	u.SetNamespace(obj.GetNamespace())
	if r.Exact {
		u.SetResourceVersion(obj.GetResourceVersion())
	}
	err = w.Client.Status().Apply(ctx, client.ApplyConfigurationFromUnstructured(u), w.Owner, client.ForceOwnership)
	if err != nil {
		return fmt.Errorf("writing the status of %s %q: %w", gvk.Kind, obj.GetName(), err)
	}
	w.wrote(obj, u.GetResourceVersion())
	return nil
}

func (w StatusWriter) compose(obj client.Object, status map[string]any, r Report) (map[string]any, error) {
	old, err := conditionsOf(status)
	if err != nil {
		return nil, err
	}
	conditions := make([]metav1.Condition, 0, len(r.Conditions))
	for _, c := range r.Conditions {
		c.ObservedGeneration = obj.GetGeneration()
		c.LastTransitionTime = metav1.NewTime(w.Clock.Now().Truncate(1e9))
		if o := apimeta.FindStatusCondition(old, c.Type); o != nil && o.Status == c.Status {
			c.LastTransitionTime = o.LastTransitionTime
			c.ObservedGeneration = r.observed(*o, c)
		}
		conditions = append(conditions, c)
	}
	all := maps.Clone(r.Fields)
	if all == nil {
		all = map[string]any{}
	}
	if len(conditions) > 0 {
		all["conditions"] = conditions
	}
	return jsonMap(all)
}

// observed is the generation that a condition is of: a lasting one that says the
// same as before stays of the generation on which it was reached.
func (r Report) observed(before, now metav1.Condition) int64 {
	if r.Lasting && before.Reason == now.Reason && before.Message == now.Message {
		return before.ObservedGeneration
	}
	return now.ObservedGeneration
}

func conditionsOf(status map[string]any) ([]metav1.Condition, error) {
	var s struct {
		Conditions []metav1.Condition `json:"conditions"`
	}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(status, &s); err != nil {
		return nil, err
	}
	return s.Conditions, nil
}

// includes reports whether the status says everything in want. Conditions are
// compared by type: those of other controllers do not count.
func includes(status, want map[string]any) bool {
	for k, v := range want {
		if k == "conditions" {
			if !includesConditions(status[k], v) {
				return false
			}
			continue
		}
		if !same(status[k], v) {
			return false
		}
	}
	return true
}

// same takes what is empty for what is not there: the API leaves both out.
func same(have, want any) bool {
	return empty(have) && empty(want) || equality.Semantic.DeepEqual(have, want)
}

func includesConditions(have, want any) bool {
	byType := map[any]any{}
	list, _ := have.([]any)
	for _, c := range list {
		if m, ok := c.(map[string]any); ok {
			byType[m["type"]] = m
		}
	}
	for _, c := range want.([]any) {
		if !equality.Semantic.DeepEqual(byType[c.(map[string]any)["type"]], c) {
			return false
		}
	}
	return true
}
