package webhook

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/facts"
)

// find reads an object; found is false without an error when it does not exist.
func (k checks) find(ctx context.Context, key client.ObjectKey, into client.Object) (found bool, err error) {
	err = k.reader.Get(ctx, key, into)
	if client.IgnoreNotFound(err) != nil {
		return false, fmt.Errorf("reading %T %q: %w", into, key, err)
	}
	return err == nil, nil
}

// agencyOf is the agency to which a namespace belongs; a workload namespace or
// any other one is refused.
func (k checks) agencyOf(ctx context.Context, namespace string, v *verdict) (string, error) {
	var ns corev1.Namespace
	if _, err := k.find(ctx, client.ObjectKey{Name: namespace}, &ns); err != nil {
		return "", err
	}
	agency := ns.Labels[tenancy.LabelAgency]
	if agency == "" || ns.Labels[tenancy.LabelEnvironment] != "" {
		v.refuse(reasonNoAgency, "", "metadata.namespace",
			"namespace %s is not the namespace of an agency; create this in agency-<name>", namespace)
		return "", nil
	}
	return agency, nil
}

// systemOf reads a system that an object of the agency names in a field, and
// refuses when it does not exist.
func (k checks) systemOf(ctx context.Context, agency, name, field string, v *verdict) (*tenancy.InformationSystem, error) {
	var is tenancy.InformationSystem
	home := tenancy.AgencyNamespace(agency)
	found, err := k.find(ctx, client.ObjectKey{Namespace: home, Name: name}, &is)
	if err != nil {
		return nil, err
	}
	if !found {
		v.refuse(tenancy.ReasonSystemMissing, "", field,
			"agency %s has no InformationSystem %s; register it in namespace %s first", agency, name, home)
		return nil, nil
	}
	return &is, nil
}

// sites are all data centres as the residency rules see them.
func (k checks) sites(ctx context.Context) ([]residency.Site, error) {
	var list compute.DataCentreList
	if err := k.reader.List(ctx, &list); err != nil {
		return nil, fmt.Errorf("listing data centres: %w", err)
	}
	sites := make([]residency.Site, 0, len(list.Items))
	for i := range list.Items {
		sites = append(sites, facts.Site(&list.Items[i]))
	}
	return sites, nil
}
