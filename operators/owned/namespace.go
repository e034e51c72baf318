package owned

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// TakenError says that a namespace of the wanted name belongs to somebody else,
// or to an earlier owner of the same name that was something else.
type TakenError struct {
	// Namespace is the name that is taken.
	Namespace string
	// Owner has it. Empty when it is not the platform's.
	Owner string
	// Label is what an earlier owner of the same name was, as key=value. Empty
	// when the owner has another name.
	Label string
}

func (e *TakenError) Error() string {
	switch {
	case e.Owner == "":
		return fmt.Sprintf("namespace %q exists and is not the platform's", e.Namespace)
	case e.Label != "":
		return fmt.Sprintf("namespace %q belongs to an earlier %s with %s", e.Namespace, e.Owner, e.Label)
	}
	return fmt.Sprintf("namespace %q belongs to %s", e.Namespace, e.Owner)
}

// TerminatingError says that a namespace is being deleted and must be gone before
// it can be made anew.
type TerminatingError struct{ Namespace string }

func (e *TerminatingError) Error() string {
	return fmt.Sprintf("namespace %q is being deleted", e.Namespace)
}

// KeepNamespace makes a namespace what is declared. One that belongs to somebody
// else is a *TakenError, one that is going away a *TerminatingError. The fixed
// labels say what the owner is: one that stands with another value was made for
// an earlier owner of the same name, whose things are not handed on.
func (k Keeper) KeepNamespace(ctx context.Context, owner Owner, want *corev1.Namespace, fixed ...string) error {
	live, err := k.claim(ctx, owner, want.Name)
	if err != nil {
		return err
	}
	if !owner.Owns(live) {
		return &TakenError{Namespace: live.Name, Owner: live.Annotations[annotationOwner]}
	}
	if live.DeletionTimestamp != nil {
		return &TerminatingError{Namespace: live.Name}
	}
	for _, label := range fixed {
		if has := live.Labels[label]; has != "" && has != want.Labels[label] {
			return &TakenError{Namespace: live.Name, Owner: owner.String(), Label: label + "=" + has}
		}
	}
	return k.Keep(ctx, want)
}

// claim is the namespace as it stands, made with nothing but its owner's mark if
// there was none. Creating tells apart what applying would merge: a namespace
// that somebody else made a moment ago.
func (k Keeper) claim(ctx context.Context, owner Owner, name string) (*corev1.Namespace, error) {
	ns := &corev1.Namespace{}
	err := k.Client.Get(ctx, types.NamespacedName{Name: name}, ns)
	if err == nil && owner.Owns(ns) {
		return ns, nil
	}
	if err != nil && !apierrors.IsNotFound(err) {
		return nil, fmt.Errorf("reading namespace %q: %w", name, err)
	}
	ns = &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}
	owner.Mark(ns)
	err = k.Client.Create(ctx, ns, k.Owner)
	if apierrors.IsAlreadyExists(err) {
		ns = &corev1.Namespace{}
		err = k.Live.Get(ctx, types.NamespacedName{Name: name}, ns)
	}
	if err != nil {
		return nil, fmt.Errorf("claiming namespace %q: %w", name, err)
	}
	return ns, nil
}

// RemoveNamespace deletes a namespace and reports whether it is gone. One that
// belongs to somebody else is left alone and counts as gone.
func (k Keeper) RemoveNamespace(ctx context.Context, owner Owner, name string) (bool, error) {
	ns := &corev1.Namespace{}
	if err := k.Live.Get(ctx, types.NamespacedName{Name: name}, ns); err != nil {
		if apierrors.IsNotFound(err) {
			return true, nil
		}
		return false, fmt.Errorf("reading namespace %q: %w", name, err)
	}
	if !owner.Owns(ns) {
		return true, nil
	}
	if ns.DeletionTimestamp != nil {
		return false, nil
	}
	err := k.Client.Delete(ctx, ns, client.Preconditions{UID: &ns.UID})
	if client.IgnoreNotFound(err) != nil {
		return false, fmt.Errorf("deleting namespace %q: %w", name, err)
	}
	return false, nil
}
