package facts

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// World reads everything by which the audit judges where bytes lie. Flows and
// accesses become lots of their own, which nobody else reports.
func World(ctx context.Context, r client.Reader, now time.Time) (whereabouts.World, []whereabouts.Lot, error) {
	w := whereabouts.World{Now: now, Today: calendar.Day(now)}
	var err error
	if w.Book, err = Book(ctx, r, w.Today); err != nil {
		return w, nil, err
	}
	if w.Sites, err = Sites(ctx, r); err != nil {
		return w, nil, err
	}
	agencies, err := agencies(ctx, r)
	if err != nil {
		return w, nil, err
	}
	if w.Systems, err = systems(ctx, r, agencies); err != nil {
		return w, nil, err
	}
	if w.Exceptions, err = allExceptions(ctx, r, agencies); err != nil {
		return w, nil, err
	}
	lots, err := passages(ctx, r, agencies, &w)
	return w, lots, err
}

// Sites are all data centres by name.
func Sites(ctx context.Context, r client.Reader) (map[string]residency.Site, error) {
	var list compute.DataCentreList
	if err := r.List(ctx, &list); err != nil {
		return nil, fmt.Errorf("listing data centres: %w", err)
	}
	all := make(map[string]residency.Site, len(list.Items))
	for i := range list.Items {
		all[list.Items[i].Name] = Site(&list.Items[i])
	}
	return all, nil
}

// agencies are the agencies' slugs by their namespace.
func agencies(ctx context.Context, r client.Reader) (map[string]string, error) {
	var list corev1.NamespaceList
	if err := r.List(ctx, &list, client.HasLabels{tenancy.LabelAgency}); err != nil {
		return nil, fmt.Errorf("listing the agencies' namespaces: %w", err)
	}
	all := map[string]string{}
	for i := range list.Items {
		slug := list.Items[i].Labels[tenancy.LabelAgency]
		if list.Items[i].Name == tenancy.AgencyNamespace(slug) {
			all[list.Items[i].Name] = slug
		}
	}
	return all, nil
}

func systems(ctx context.Context, r client.Reader, agencies map[string]string) (map[whereabouts.Name]residency.System, error) {
	var list tenancy.InformationSystemList
	if err := r.List(ctx, &list); err != nil {
		return nil, fmt.Errorf("listing information systems: %w", err)
	}
	all := make(map[whereabouts.Name]residency.System, len(list.Items))
	for i := range list.Items {
		s := &list.Items[i]
		all[whereabouts.Name{Agency: agencies[s.Namespace], System: s.Name}] = System(s)
	}
	return all, nil
}

func allExceptions(ctx context.Context, r client.Reader, agencies map[string]string) (map[string][]exception.Exception, error) {
	all := map[string][]exception.Exception{}
	var list governance.ResidencyExceptionList
	if err := r.List(ctx, &list); err != nil {
		return nil, fmt.Errorf("listing residency exceptions: %w", err)
	}
	for i := range list.Items {
		agency := agencies[list.Items[i].Namespace]
		if _, read := all[agency]; read || agency == "" {
			continue
		}
		some, err := Exceptions(ctx, r, agency)
		if err != nil {
			return nil, err
		}
		all[agency] = some
	}
	return all, nil
}
