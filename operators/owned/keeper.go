package owned

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/apiutil"
)

// Keeper makes objects what their builders declare.
type Keeper struct {
	// Client reads from a cache and writes.
	Client client.Client
	// Live reads from the API server itself.
	Live client.Reader
	// Owner is the field manager: one per controller.
	Owner client.FieldOwner
}

// Keep makes the cluster's object what is declared, by server-side apply. It
// writes nothing when the object is so already.
func (k Keeper) Keep(ctx context.Context, want client.Object) error {
	declared, err := declare(want, k.Client.Scheme())
	if err != nil {
		return fmt.Errorf("declaring %q: %w", want.GetName(), err)
	}
	same, err := k.holds(ctx, want, declared.Object)
	if err != nil || same {
		return err
	}
	err = k.Client.Apply(ctx, client.ApplyConfigurationFromUnstructured(declared), k.Owner, client.ForceOwnership)
	if err != nil {
		return fmt.Errorf("applying %s %q: %w", declared.GetKind(), want.GetName(), err)
	}
	return nil
}

// holds reports whether the cluster's object is as declared.
func (k Keeper) holds(ctx context.Context, want client.Object, declared map[string]any) (bool, error) {
	gvk, err := apiutil.GVKForObject(want, k.Client.Scheme())
	if err != nil {
		return false, err
	}
	empty, err := k.Client.Scheme().New(gvk)
	if err != nil {
		return false, err
	}
	live := empty.(client.Object)
	err = k.Client.Get(ctx, client.ObjectKeyFromObject(want), live)
	if apierrors.IsNotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading %s %q: %w", gvk.Kind, want.GetName(), err)
	}
	live.GetObjectKind().SetGroupVersionKind(gvk)
	have, err := runtime.DefaultUnstructuredConverter.ToUnstructured(live)
	if err != nil {
		return false, err
	}
	return includes(have, declared), nil
}
