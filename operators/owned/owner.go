package owned

import (
	"context"
	"strings"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

const (
	// annotationOwner names the object that an object was made for.
	annotationOwner = "ikp.gov.kz/owner"
	labelManager    = "app.kubernetes.io/managed-by"
	manager         = "ikp-operators"
)

// Owner is the object that others are made for. It is known by its name and not
// by its UID, so that a restore from a backup finds its own objects again.
type Owner struct {
	// Kind of the owner: Agency, Environment, Host.
	Kind string
	types.NamespacedName
}

func (o Owner) String() string { return o.Kind + "/" + o.NamespacedName.String() }

// Mark says on an object that it was made for o, and by whom.
func (o Owner) Mark(obj client.Object) {
	obj.SetAnnotations(with(obj.GetAnnotations(), annotationOwner, o.String()))
	obj.SetLabels(with(obj.GetLabels(), labelManager, manager))
}

// Owns reports whether an object was made for o.
func (o Owner) Owns(obj client.Object) bool {
	return obj.GetAnnotations()[annotationOwner] == o.String()
}

// OwnerOf is the owner that an object was made for, as an index takes it.
func OwnerOf(obj client.Object) []string {
	if owner := obj.GetAnnotations()[annotationOwner]; owner != "" {
		return []string{owner}
	}
	return nil
}

// Selector selects all objects that operators keep.
func Selector() labels.Selector {
	return labels.SelectorFromSet(labels.Set{labelManager: manager})
}

// Enqueue brings back the owners of one kind when something of theirs changes.
func Enqueue(kind string) handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(_ context.Context, obj client.Object) []reconcile.Request {
		owner := strings.SplitN(obj.GetAnnotations()[annotationOwner], "/", 3)
		if len(owner) != 3 || owner[0] != kind {
			return nil
		}
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Namespace: owner[1], Name: owner[2]}}}
	})
}

func with(m map[string]string, key, value string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}
