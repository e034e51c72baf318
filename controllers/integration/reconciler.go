package integration

import (
	"context"
	"time"

	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// resync looks again for a term that has passed and for other rules: 10 to 12.5 min.
const resync = 10 * time.Minute

type reconciler struct {
	client   client.Client
	clock    clock.PassiveClock
	status   kit.StatusWriter
	recorder events.EventRecorder
}

var _ reconcile.Reconciler = (*reconciler)(nil)

// Reconcile says how far a request is, who holds it, and whether it is in time.
func (r *reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	request := &api.IntegrationRequest{}
	if err := r.client.Get(ctx, req.NamespacedName, request); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if !request.DeletionTimestamp.IsZero() {
		return ctrl.Result{}, nil
	}
	o, err := r.observe(ctx, request)
	if err != nil {
		return ctrl.Result{}, err
	}
	before := request.DeepCopy()
	if err := r.status.Apply(ctx, request, report(o)); err != nil {
		return ctrl.Result{}, err
	}
	r.announce(before, o)
	return kit.After(resync), nil
}
