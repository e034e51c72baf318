package programme

import (
	"context"
	"errors"
	"fmt"
	"slices"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/planning"
)

type programmeReconciler struct{ keeper }

// Reconcile sums up where the systems of a programme are, and rehearses what is
// left of it when it has changed.
func (r *programmeReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	p := &api.MigrationProgramme{}
	if err := r.client.Get(ctx, req.NamespacedName, p); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	world, err := planning.Read(ctx, r.client, p.Name, r.today())
	if errors.Is(err, planning.ErrNoProgramme) {
		return ctrl.Result{}, nil
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	outlook, trouble := r.outlook(ctx, p, world)
	states, systems, overdue := tally(p.Name, world.Migrations)
	if err := r.status.Apply(ctx, p, kit.Report{
		Conditions: []metav1.Condition{onTime(overdue, systems, world.Book.Edition())},
		Fields: map[string]any{"edition": world.Book.Edition(), "systems": count(systems), "states": states,
			"overdue": count(overdue), "outlook": outlook},
	}); err != nil {
		return ctrl.Result{}, err
	}
	return kit.After(resync), trouble
}

// tally counts the migrations of a programme by state, in the order of the way.
func tally(programme string, all []api.SystemMigration) (states []api.StateCount, systems, overdue int) {
	by := map[migration.State]int{}
	for i := range all {
		m := &all[i]
		if m.Spec.Programme != programme {
			continue
		}
		systems++
		s := migration.State(m.Status.State)
		if s == "" {
			s = migration.Registered
		}
		by[s]++
		if c := apimeta.FindStatusCondition(m.Status.Conditions, api.ConditionOnTime); c != nil && c.Reason == api.ReasonDeadlinePassed {
			overdue++
		}
	}
	for _, s := range slices.Concat(migration.Way, migration.Asides) {
		if by[s] > 0 {
			states = append(states, api.StateCount{State: api.State(s), Systems: count(by[s])})
		}
	}
	return states, systems, overdue
}

func onTime(overdue, systems int, edition string) metav1.Condition {
	if overdue > 0 {
		return kit.False(api.ConditionOnTime, api.ReasonSystemsOverdue, "%d of %d systems have passed a deadline of edition %s", overdue, systems, edition)
	}
	return kit.True(api.ConditionOnTime, api.ReasonNoSystemOverdue, "no system has passed a deadline of edition %s", edition)
}

// outlook is the last rehearsal, or a new one when there is something new to
// rehearse and the last one is old enough. What cannot be rehearsed keeps the last.
func (r *programmeReconciler) outlook(ctx context.Context, p *api.MigrationProgramme, w planning.World) (*api.Outlook, error) {
	old := p.Status.Outlook
	now := r.clock.Now()
	if old != nil && now.Sub(old.At.Time) < between {
		return old, nil
	}
	hash, err := planning.HashOf(w, r.today())
	if err != nil || old != nil && old.Inputs == hash {
		return old, err
	}
	ctrl.LoggerFrom(ctx).Info("Rehearsing the programme", "runs", runs, "inputs", hash)
	fresh, err := planning.OutlookOf(w, r.today(), runs, seed)
	if err != nil {
		return old, fmt.Errorf("rehearsing programme %q: %w", p.Name, err)
	}
	if fresh != nil {
		fresh.At = metav1.NewTime(now.Truncate(1e9))
	}
	return fresh, nil
}
