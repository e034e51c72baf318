package facts

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// AgencyOf is the slug of the agency whose own namespace this is; empty when it is
// none's. Long slugs are cut in the namespace's name, so its label tells.
func AgencyOf(ctx context.Context, r client.Reader, namespace string) (string, error) {
	ns := &corev1.Namespace{}
	err := r.Get(ctx, client.ObjectKey{Name: namespace}, ns)
	if client.IgnoreNotFound(err) != nil {
		return "", fmt.Errorf("looking up the agency of namespace %q: %w", namespace, err)
	}
	slug := ns.Labels[tenancy.LabelAgency]
	if slug == "" || ns.Name != tenancy.AgencyNamespace(slug) {
		return "", nil
	}
	return slug, nil
}
