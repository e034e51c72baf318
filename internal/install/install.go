package install

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// fieldOwner is the field manager of installed manifests.
const fieldOwner client.FieldOwner = "ikp-install"

// pollInterval is the pause between two looks at something that a control plane
// does within moments.
const pollInterval = 50 * time.Millisecond

// Platform installs the folders crd, rbac, policies and regulations and returns
// when all of them are in force. Installing again changes nothing.
func Platform(ctx context.Context, c client.Client, files fs.FS) error {
	if err := systemNamespace(ctx, c); err != nil {
		return err
	}
	if err := Kinds(ctx, c, files); err != nil {
		return err
	}
	for _, folder := range []string{"rbac", "policies"} {
		if err := applyFolder(ctx, c, files, folder); err != nil {
			return err
		}
	}
	if err := PoliciesInForce(ctx, c); err != nil {
		return err
	}
	// An object of a kind that the policies do not know yet is refused.
	if err := KindsMutable(ctx, c, files); err != nil {
		return err
	}
	return editions(ctx, c, files)
}

// editions brings those that are not there yet. One that is there has explained
// verdicts already and does not change.
func editions(ctx context.Context, c client.Client, files fs.FS) error {
	all, err := Read(files, "regulations")
	if err != nil {
		return err
	}
	for _, edition := range all {
		// It is looked for first: admission of a new one needs ikp-apiserver, which
		// may be down when a platform starts again.
		err := c.Get(ctx, client.ObjectKeyFromObject(edition), edition.DeepCopy())
		if apierrors.IsNotFound(err) {
			err = c.Create(ctx, edition.DeepCopy(), fieldOwner)
		}
		if err != nil {
			return fmt.Errorf("bringing edition %q: %w", edition.GetName(), err)
		}
	}
	return nil
}

func applyFolder(ctx context.Context, c client.Client, files fs.FS, folder string) error {
	objects, err := Read(files, folder)
	if err != nil {
		return err
	}
	return Apply(ctx, c, objects)
}

// Kinds installs the folder crd and returns when every kind is served.
func Kinds(ctx context.Context, c client.Client, files fs.FS) error {
	crds, err := Read(files, "crd")
	if err != nil {
		return err
	}
	if err := Apply(ctx, c, crds); err != nil {
		return err
	}
	for _, crd := range crds {
		if err := awaitCondition(ctx, c, crd, "Established"); err != nil {
			return fmt.Errorf("waiting until %q is served: %w", crd.GetName(), err)
		}
	}
	return nil
}

// Apply writes objects by server-side apply: namespaces first, else in the given
// order.
func Apply(ctx context.Context, c client.Client, objects []*unstructured.Unstructured) error {
	objects = slices.Clone(objects)
	slices.SortStableFunc(objects, func(a, b *unstructured.Unstructured) int { return rank(a) - rank(b) })
	for _, o := range objects {
		// Apply answers into the object it is given; the caller's stays as it is.
		desired := client.ApplyConfigurationFromUnstructured(o.DeepCopy())
		if err := c.Apply(ctx, desired, fieldOwner, client.ForceOwnership); err != nil {
			return fmt.Errorf("applying %s %q: %w", o.GetKind(), o.GetName(), err)
		}
	}
	return nil
}

func rank(o *unstructured.Unstructured) int {
	if o.GetKind() == "Namespace" {
		return 0
	}
	return 1
}

// systemNamespace waits for the namespace that a new API server makes for itself
// some moments after it is ready; roles are bound there.
func systemNamespace(ctx context.Context, c client.Client) error {
	exists := func(ctx context.Context) (bool, error) {
		err := c.Get(ctx, client.ObjectKey{Name: metav1.NamespaceSystem}, &corev1.Namespace{})
		return err == nil, client.IgnoreNotFound(err)
	}
	if err := wait.PollUntilContextCancel(ctx, pollInterval, true, exists); err != nil {
		return fmt.Errorf("waiting for namespace %s: %w", metav1.NamespaceSystem, err)
	}
	return nil
}
