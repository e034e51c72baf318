package migration

import (
	"context"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// observation is all that is known about one migration now.
type observation struct {
	// incomplete says what is missing to decide anything; empty: nothing.
	incomplete string
	// facts for the decision, under book.
	facts migration.Facts
	book  regulation.Book
	// basis of what approvals bind to.
	basis facts.Basis
	// deadlines of the edition that are enforced.
	deadlines []deadline

	agency    tenancy.Agency
	system    tenancy.InformationSystem
	programme api.MigrationProgramme
	profile   governance.RegulationProfile
	words     migration.Words
}

// part gathers some of the facts.
type part func(context.Context, *api.SystemMigration, *observation) error

// observe gathers everything; what does not exist shuts gates, and an error
// decides nothing.
func (r *reconciler) observe(ctx context.Context, m *api.SystemMigration) (observation, error) {
	o := observation{}
	o.facts.Now = r.clock.Now()
	o.facts.Today = calendar.Day(o.facts.Now)
	if err := r.frame(ctx, m, &o); err != nil || o.incomplete != "" {
		return o, err
	}
	o.facts.Name = o.agency.Name + "/" + m.Name
	o.facts.Goal = migration.State(m.Spec.Goal)
	o.facts.Pause, o.facts.Deferral = asideOf(m.Spec.Paused), asideOf(m.Spec.Deferred)
	for _, gather := range []part{r.made, r.said, r.passport, r.ways, r.target, r.money, r.window} {
		if err := gather(ctx, m, &o); err != nil {
			return o, err
		}
	}
	return o, nil
}

// frame reads what every decision needs.
func (r *reconciler) frame(ctx context.Context, m *api.SystemMigration, o *observation) error {
	book, profile, err := r.rules(ctx, o.facts.Today)
	if err != nil {
		return err
	}
	o.book, o.profile, o.deadlines = book, profile, deadlines(&profile, book)
	if len(profile.Spec.Measures) == 0 {
		o.incomplete = fmt.Sprintf("no regulation profile is in force on %s, so nobody knows the measures; install one", o.facts.Today)
		return nil
	}
	for _, need := range []struct {
		obj  client.Object
		key  client.ObjectKey
		kind string
	}{
		{&o.programme, client.ObjectKey{Name: m.Spec.Programme}, "MigrationProgramme"},
		{&o.system, client.ObjectKey{Namespace: m.Namespace, Name: m.Spec.System}, "InformationSystem"},
	} {
		switch err := r.client.Get(ctx, need.key, need.obj); {
		case apierrors.IsNotFound(err):
			o.incomplete = fmt.Sprintf("%s %s does not exist; create it or correct the migration", need.kind, need.key.Name)
			return nil
		case err != nil:
			return fmt.Errorf("reading %s %q: %w", need.kind, need.key.Name, err)
		}
	}
	return r.owner(ctx, m, o)
}

// owner reads the agency in whose namespace the migration lies.
func (r *reconciler) owner(ctx context.Context, m *api.SystemMigration, o *observation) error {
	var agencies tenancy.AgencyList
	if err := r.client.List(ctx, &agencies); err != nil {
		return fmt.Errorf("listing agencies: %w", err)
	}
	for i := range agencies.Items {
		if tenancy.AgencyNamespace(agencies.Items[i].Name) == m.Namespace {
			o.agency = agencies.Items[i]
			return nil
		}
	}
	o.incomplete = fmt.Sprintf("namespace %s belongs to no Agency", m.Namespace)
	return nil
}

// rules are the book and the profile in force.
func (r *reconciler) rules(ctx context.Context, today string) (regulation.Book, governance.RegulationProfile, error) {
	book, err := facts.Book(ctx, r.client, today)
	if err != nil {
		return book, governance.RegulationProfile{}, err
	}
	var profile governance.RegulationProfile
	if book.Edition() != regulation.BuiltIn {
		if err := r.client.Get(ctx, client.ObjectKey{Name: book.Edition()}, &profile); err != nil {
			return book, profile, fmt.Errorf("reading edition %q: %w", book.Edition(), err)
		}
	}
	return book, profile, nil
}

func asideOf(a *api.Aside) *migration.Aside {
	if a == nil {
		return nil
	}
	return &migration.Aside{Reason: a.Reason, Until: string(a.Until)}
}

// daysOf is a number of days as a span.
func daysOf(n int32) time.Duration { return time.Duration(n) * 24 * time.Hour }
