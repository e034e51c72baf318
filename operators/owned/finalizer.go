package owned

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
)

// Hold puts a finalizer on an object, before anything is made for it.
func (k Keeper) Hold(ctx context.Context, obj client.Object, finalizer string) error {
	before := obj.DeepCopyObject().(client.Object)
	if !controllerutil.AddFinalizer(obj, finalizer) {
		return nil
	}
	return k.patch(ctx, obj, before, "holding")
}

// LetGo takes a finalizer off an object. The object may be gone by then.
func (k Keeper) LetGo(ctx context.Context, obj client.Object, finalizer string) error {
	before := obj.DeepCopyObject().(client.Object)
	if !controllerutil.RemoveFinalizer(obj, finalizer) {
		return nil
	}
	return client.IgnoreNotFound(k.patch(ctx, obj, before, "letting go of"))
}

// patch writes what changed, unless somebody else has written meanwhile.
func (k Keeper) patch(ctx context.Context, obj, before client.Object, doing string) error {
	patch := client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{})
	if err := k.Client.Patch(ctx, obj, patch, k.Owner); err != nil {
		return fmt.Errorf("%s %q: %w", doing, obj.GetName(), err)
	}
	return nil
}
