package inventory

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// present is what the platform has before an import.
type present struct {
	// generations of agencies and systems by namespace and name.
	generations map[client.ObjectKey]int64
	// homes are the namespaces of systems that an import has made, by name.
	homes map[string]string
	// namespaces that can take systems.
	namespaces map[string]bool
}

func look(ctx context.Context, api client.Client) (present, error) {
	p := present{generations: map[client.ObjectKey]int64{}, homes: map[string]string{}}
	agencies, systems := &tenancy.AgencyList{}, &tenancy.InformationSystemList{}
	if err := api.List(ctx, agencies); err != nil {
		return p, fmt.Errorf("listing agencies: %w", err)
	}
	for i := range agencies.Items {
		p.generations[client.ObjectKeyFromObject(&agencies.Items[i])] = agencies.Items[i].Generation
	}
	if err := api.List(ctx, systems); err != nil {
		return p, fmt.Errorf("listing systems: %w", err)
	}
	for i := range systems.Items {
		s := &systems.Items[i]
		p.generations[client.ObjectKeyFromObject(s)] = s.Generation
		if imported(s.ManagedFields) {
			p.homes[s.Name] = s.Namespace
		}
	}
	var err error
	p.namespaces, err = activeNamespaces(ctx, api)
	return p, err
}

// imported tells a system of the lists from one of the same name that an agency
// has made for itself.
func imported(managed []metav1.ManagedFieldsEntry) bool {
	for _, m := range managed {
		if m.Manager == string(fieldOwner) {
			return true
		}
	}
	return false
}

func activeNamespaces(ctx context.Context, api client.Client) (map[string]bool, error) {
	list := &corev1.NamespaceList{}
	if err := api.List(ctx, list); err != nil {
		return nil, fmt.Errorf("listing namespaces: %w", err)
	}
	active := make(map[string]bool, len(list.Items))
	for _, ns := range list.Items {
		active[ns.Name] = ns.Status.Phase == corev1.NamespaceActive
	}
	return active, nil
}
