package migration

import (
	"context"
	"time"

	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	// resync looks again for days and windows that have come: 60–75 s.
	resync = time.Minute
	// nextStep is the pause after a step: 100–125 ms.
	nextStep = 100 * time.Millisecond
)

type reconciler struct {
	client   client.Client
	clock    clock.PassiveClock
	status   kit.StatusWriter
	recorder events.EventRecorder
}

var _ reconcile.Reconciler = (*reconciler)(nil)

// Reconcile takes at most one step and says what shuts the next gate.
func (r *reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	m := &api.SystemMigration{}
	if err := r.client.Get(ctx, req.NamespacedName, m); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if !m.DeletionTimestamp.IsZero() {
		return ctrl.Result{}, nil
	}
	o, err := r.observe(ctx, m)
	if err != nil {
		return ctrl.Result{}, err
	}
	if o.incomplete != "" {
		return kit.After(resync), r.status.Apply(ctx, m, incomplete(m, o))
	}
	d := migration.Decide(position(m), o.facts, o.book)
	s, err := r.archive(ctx, m)
	if err != nil {
		return ctrl.Result{}, err
	}
	if d.To != "" {
		step(s, o, d)
	}
	now, err := contents(m, s, o)
	if err != nil {
		return ctrl.Result{}, err
	}
	if err := r.status.Apply(ctx, m, report(m, s, o, d, now)); err != nil {
		return ctrl.Result{}, err
	}
	if d.To == "" {
		return kit.After(resync), nil
	}
	r.announce(m, d)
	return kit.After(nextStep), nil
}

func position(m *api.SystemMigration) migration.Position {
	return migration.Position{State: migration.State(m.Status.State), Resume: migration.State(m.Status.Resume)}
}
