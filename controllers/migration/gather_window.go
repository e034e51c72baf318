package migration

import (
	"context"
	"fmt"
	"slices"

	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
)

// rehearsed reads the test migrations, oldest first.
func (r *reconciler) rehearsed(ctx context.Context, m *api.SystemMigration, o *observation) error {
	var list api.RehearsalList
	if err := r.client.List(ctx, &list, client.InNamespace(m.Namespace)); err != nil {
		return fmt.Errorf("listing rehearsals: %w", err)
	}
	slices.SortFunc(list.Items, func(a, b api.Rehearsal) int { return facts.RehearsedBefore(&a, &b) })
	for i := range list.Items {
		switch x := &list.Items[i]; {
		case facts.RehearsalCounts(x, m):
			o.facts.Rehearsals = append(o.facts.Rehearsals, rehearsalOf(x.Spec))
		case x.Spec.Migration == m.Name:
			o.facts.Outdated++
		}
	}
	for _, c := range m.Spec.Criteria {
		o.facts.Criteria = append(o.facts.Criteria, c.Name)
	}
	return nil
}

func rehearsalOf(s api.RehearsalSpec) migration.Rehearsal {
	out := migration.Rehearsal{EndedAt: s.EndedAt.Time, DeltaApplied: s.DeltaApplied, RollbackTried: s.RollbackTried}
	for _, result := range s.Results {
		if result.Passed {
			out.Passed = append(out.Passed, result.Name)
		} else {
			out.Failed = append(out.Failed, result.Name)
		}
	}
	return out
}

// window tells when the system goes over, and what forbids it then.
func (r *reconciler) window(ctx context.Context, m *api.SystemMigration, o *observation) error {
	from, to := o.facts.Now, o.facts.Now
	if w := m.Spec.Window; w != nil {
		o.facts.Window = &migration.Window{From: w.From.Time, To: w.To.Time}
		from, to = w.From.Time, w.To.Time
	}
	name := o.programme.Spec.Calendar
	if name == "" {
		return nil
	}
	var c api.ChangeCalendar
	switch err := r.client.Get(ctx, client.ObjectKey{Name: name}, &c); {
	case client.IgnoreNotFound(err) != nil:
		return fmt.Errorf("reading calendar %q: %w", name, err)
	case err != nil:
		o.facts.Freeze = fmt.Sprintf("calendar %s does not exist, so nobody can tell what it forbids", name)
		return nil
	}
	o.facts.Freeze = calendarOf(c.Spec).Forbids(o.agency.Name, m.Spec.SourceSite, from, to, calendar.Day)
	return nil
}

func calendarOf(s api.ChangeCalendarSpec) migration.Calendar {
	var c migration.Calendar
	for _, f := range s.Freezes {
		c.Freezes = append(c.Freezes, migration.Freeze{Name: f.Name, From: string(f.From), To: string(f.To), Reason: f.Reason, Agencies: f.Agencies})
	}
	for _, w := range s.Maintenance {
		c.Maintenances = append(c.Maintenances, migration.Maintenance{Site: w.Site, Reason: w.Reason, From: w.From.Time, To: w.To.Time})
	}
	return c
}
