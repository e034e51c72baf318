package migration

import (
	"context"
	"fmt"
	"slices"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
)

// dependencies sorts the systems that this one needs: those that move and are not
// published, and those of which nobody knows where they will run.
func (r *reconciler) dependencies(ctx context.Context, m *api.SystemMigration, o *observation) error {
	if len(o.system.Spec.Dependencies) == 0 {
		return nil
	}
	var waves api.MigrationWaveList
	if err := r.client.List(ctx, &waves); err != nil {
		return fmt.Errorf("listing waves: %w", err)
	}
	own := tenancy.SystemReference{Agency: o.agency.Name, Name: m.Spec.System}
	for _, dep := range o.system.Spec.Dependencies {
		moving, published, err := r.migrationOf(ctx, dep)
		if err != nil {
			return err
		}
		name := dep.Agency + "/" + dep.Name
		switch {
		case moving && !published && !together(waves.Items, own, dep):
			o.facts.Dependencies = append(o.facts.Dependencies, name)
		case !moving:
			settled, err := r.settled(ctx, dep, &o.profile)
			if err != nil {
				return err
			}
			if !settled {
				o.facts.Adrift = append(o.facts.Adrift, name)
			}
		}
	}
	return nil
}

// together: what moves in one wave goes over together.
func together(waves []api.MigrationWave, a, b tenancy.SystemReference) bool {
	return slices.ContainsFunc(waves, func(w api.MigrationWave) bool {
		return slices.Contains(w.Spec.Systems, a) && slices.Contains(w.Spec.Systems, b)
	})
}

// migrationOf says whether a system moves, and whether it has been published.
func (r *reconciler) migrationOf(ctx context.Context, system tenancy.SystemReference) (moving, published bool, err error) {
	var list api.SystemMigrationList
	if err := r.client.List(ctx, &list, client.InNamespace(tenancy.AgencyNamespace(system.Agency))); err != nil {
		return false, false, fmt.Errorf("listing migrations of %q: %w", system.Agency, err)
	}
	published = true
	for i := range list.Items {
		if x := &list.Items[i]; x.Spec.System == system.Name && x.Status.State != api.StateNotSubject {
			moving = true
			published = published && migration.Reached(migration.State(x.Status.State), migration.Published)
		}
	}
	return moving, published, nil
}

// settled says whether a system without a migration is where it will run: outside,
// because its category does not move, or in production on the platform.
func (r *reconciler) settled(ctx context.Context, system tenancy.SystemReference, p *governance.RegulationProfile) (bool, error) {
	namespace := tenancy.AgencyNamespace(system.Agency)
	var s tenancy.InformationSystem
	switch err := r.client.Get(ctx, client.ObjectKey{Namespace: namespace, Name: system.Name}, &s); {
	case client.IgnoreNotFound(err) != nil:
		return false, fmt.Errorf("reading system %q of %q: %w", system.Name, system.Agency, err)
	case err != nil:
		return false, nil
	case s.Spec.Category != "" && !moves(p, s.Spec.Category):
		return true, nil
	}
	var environments tenancy.EnvironmentList
	if err := r.client.List(ctx, &environments, client.InNamespace(namespace)); err != nil {
		return false, fmt.Errorf("listing environments of %q: %w", system.Agency, err)
	}
	return slices.ContainsFunc(environments.Items, func(e tenancy.Environment) bool {
		return e.Spec.System == system.Name && e.Spec.Type == tenancy.EnvironmentProduction &&
			apimeta.IsStatusConditionTrue(e.Status.Conditions, tenancy.ConditionReady)
	}), nil
}
