package catalogue

import (
	"context"
	"fmt"
	"strings"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

// usersOf names what refers to an entry. The reader is the API server itself:
// what follows cannot be undone.
func (e entry) usersOf(ctx context.Context, live client.Reader, name string) ([]string, error) {
	list := e.users.DeepCopyObject().(client.ObjectList)
	if err := live.List(ctx, list); err != nil {
		return nil, fmt.Errorf("listing what refers to %s %q: %w", e.noun, name, err)
	}
	var users []string
	err := apimeta.EachListItem(list, func(item runtime.Object) error {
		if user := item.(client.Object); e.refersTo(user) == name {
			users = append(users, strings.TrimPrefix(client.ObjectKeyFromObject(user).String(), "/"))
		}
		return nil
	})
	return users, err
}

// entryOf brings back the entry that a user referred to.
func (e entry) entryOf() handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(_ context.Context, user client.Object) []reconcile.Request {
		return []reconcile.Request{{NamespacedName: types.NamespacedName{Name: e.refersTo(user)}}}
	})
}

// leaves lets pass users that are gone, or that refer to another entry now: both
// the old and the new one are looked at.
func (e entry) leaves() predicate.Predicate {
	return predicate.Funcs{
		CreateFunc:  func(event.CreateEvent) bool { return false },
		UpdateFunc:  func(u event.UpdateEvent) bool { return e.refersTo(u.ObjectOld) != e.refersTo(u.ObjectNew) },
		GenericFunc: func(event.GenericEvent) bool { return false },
		DeleteFunc:  func(event.DeleteEvent) bool { return true },
	}
}
