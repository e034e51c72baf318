package install

import (
	"context"
	"fmt"
	"io/fs"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// KindsMutable returns when mutating policies can act on every kind of the folder
// crd. The API server looks for the schemas of new kinds every five seconds;
// until then it answers each create with Service Unavailable.
func KindsMutable(ctx context.Context, c client.Client, files fs.FS) error {
	crds, err := Read(files, "crd")
	if err != nil {
		return err
	}
	for _, crd := range crds {
		seen := func(ctx context.Context) (bool, error) {
			err := c.Create(ctx, blank(crd), client.DryRunAll)
			return !apierrors.IsServiceUnavailable(err), ctx.Err()
		}
		if err := wait.PollUntilContextCancel(ctx, pollInterval, true, seen); err != nil {
			return fmt.Errorf("waiting until policies can act on %q: %w", crd.GetName(), err)
		}
	}
	return nil
}

// blank is an object of a kind without content: whether it is valid does not
// matter, because mutation comes first.
func blank(crd *unstructured.Unstructured) *unstructured.Unstructured {
	group, _, _ := unstructured.NestedString(crd.Object, "spec", "group")
	kind, _, _ := unstructured.NestedString(crd.Object, "spec", "names", "kind")
	scope, _, _ := unstructured.NestedString(crd.Object, "spec", "scope")
	u := &unstructured.Unstructured{}
	u.SetAPIVersion(group + "/v1alpha1")
	u.SetKind(kind)
	u.SetName("ikp-probe")
	if scope == "Namespaced" {
		u.SetNamespace(metav1.NamespaceDefault)
	}
	return u
}
