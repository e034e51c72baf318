package statements

import (
	"context"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// agency is a slug and the namespace that holds the agency's objects.
type agency struct{ slug, namespace string }

// agencies are the agency of a namespace, none when it is not an agency's, or
// all of them when the namespace is empty.
func (r *REST) agencies(ctx context.Context, namespace string) ([]agency, error) {
	if namespace == "" {
		return r.allAgencies(ctx)
	}
	slug, err := r.agencyOf(ctx, namespace)
	if err != nil || slug == "" {
		return nil, err
	}
	return []agency{{slug, namespace}}, nil
}

// agencyOf is the slug of a namespace's agency, empty when it has none. Long
// slugs are cut in the namespace's name, so the label tells.
func (r *REST) agencyOf(ctx context.Context, namespace string) (string, error) {
	ns := &corev1.Namespace{}
	err := r.Reader.Get(ctx, client.ObjectKey{Name: namespace}, ns)
	if client.IgnoreNotFound(err) != nil {
		return "", fmt.Errorf("looking up the agency of namespace %q: %w", namespace, err)
	}
	return slugOf(ns), nil
}

func (r *REST) allAgencies(ctx context.Context) ([]agency, error) {
	list := &corev1.NamespaceList{}
	if err := r.Reader.List(ctx, list, client.HasLabels{tenancy.LabelAgency}); err != nil {
		return nil, fmt.Errorf("listing the agencies' namespaces: %w", err)
	}
	var all []agency
	for i := range list.Items {
		if slug := slugOf(&list.Items[i]); slug != "" {
			all = append(all, agency{slug, list.Items[i].Name})
		}
	}
	slices.SortFunc(all, func(a, b agency) int { return strings.Compare(a.slug, b.slug) })
	return all, nil
}

// slugOf leaves out the workload namespaces, which carry the label too.
func slugOf(ns *corev1.Namespace) string {
	slug := ns.Labels[tenancy.LabelAgency]
	if slug == "" || ns.Name != tenancy.AgencyNamespace(slug) {
		return ""
	}
	return slug
}
