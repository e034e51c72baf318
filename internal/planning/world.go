package planning

import (
	"context"
	"errors"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// ErrNoProgramme is a programme that does not exist, or cannot be told apart.
var ErrNoProgramme = errors.New("no such programme")

// World is the objects that a plan is made from.
type World struct {
	Programme api.MigrationProgramme
	// Profile is the edition of the rules in force, Book how it is enforced.
	Profile governance.RegulationProfile
	Book    regulation.Book

	Agencies    []tenancy.Agency
	Systems     []tenancy.InformationSystem
	Migrations  []api.SystemMigration
	Assessments []api.SystemAssessment
	Sites       []api.SourceSite
	Centres     []compute.DataCentre
	Budgets     []finance.Budget
	Calendars   []api.ChangeCalendar
	Approvals   []governance.Approval
	Plans       []api.MigrationPlan
	Waves       []api.MigrationWave
}

// Read reads a programme and all that its plan is made from, on a day in Kazakhstan
// (2026-11-22). Without a name it is the only programme there is.
func Read(ctx context.Context, r client.Reader, programme, today string) (World, error) {
	var w World
	if err := w.choose(ctx, r, programme); err != nil {
		return w, err
	}
	var err error
	if w.Book, err = facts.Book(ctx, r, today); err != nil {
		return w, err
	}
	if w.Book.Edition() != regulation.BuiltIn {
		if err := r.Get(ctx, client.ObjectKey{Name: w.Book.Edition()}, &w.Profile); err != nil {
			return w, fmt.Errorf("reading edition %q: %w", w.Book.Edition(), err)
		}
	}
	return w, w.lists(ctx, r)
}

func (w *World) choose(ctx context.Context, r client.Reader, name string) error {
	var all api.MigrationProgrammeList
	if err := r.List(ctx, &all); err != nil {
		return fmt.Errorf("listing programmes: %w", err)
	}
	for i := range all.Items {
		if p := &all.Items[i]; p.Name == name || name == "" && len(all.Items) == 1 {
			w.Programme = *p
			return nil
		}
	}
	if name == "" {
		return fmt.Errorf("%w: there are %d, name one with --programme", ErrNoProgramme, len(all.Items))
	}
	return fmt.Errorf("%w: %q", ErrNoProgramme, name)
}

// lists reads every kind that the planner looks at.
func (w *World) lists(ctx context.Context, r client.Reader) error {
	return errors.Join(
		list(ctx, r, &tenancy.AgencyList{}, func(l *tenancy.AgencyList) { w.Agencies = l.Items }),
		list(ctx, r, &tenancy.InformationSystemList{}, func(l *tenancy.InformationSystemList) { w.Systems = l.Items }),
		list(ctx, r, &api.SystemMigrationList{}, func(l *api.SystemMigrationList) { w.Migrations = l.Items }),
		list(ctx, r, &api.SystemAssessmentList{}, func(l *api.SystemAssessmentList) { w.Assessments = l.Items }),
		list(ctx, r, &api.SourceSiteList{}, func(l *api.SourceSiteList) { w.Sites = l.Items }),
		list(ctx, r, &compute.DataCentreList{}, func(l *compute.DataCentreList) { w.Centres = l.Items }),
		list(ctx, r, &finance.BudgetList{}, func(l *finance.BudgetList) { w.Budgets = l.Items }),
		list(ctx, r, &api.ChangeCalendarList{}, func(l *api.ChangeCalendarList) { w.Calendars = l.Items }),
		list(ctx, r, &governance.ApprovalList{}, func(l *governance.ApprovalList) { w.Approvals = l.Items }),
		list(ctx, r, &api.MigrationPlanList{}, func(l *api.MigrationPlanList) { w.Plans = l.Items }),
		list(ctx, r, &api.MigrationWaveList{}, func(l *api.MigrationWaveList) { w.Waves = l.Items }),
	)
}

func list[T client.ObjectList](ctx context.Context, r client.Reader, l T, take func(T)) error {
	if err := r.List(ctx, l); err != nil {
		return fmt.Errorf("listing what is planned with: %w", err)
	}
	take(l)
	return nil
}
