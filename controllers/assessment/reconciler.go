package assessment

import (
	"context"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/client-go/tools/events"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/domain/duplicate"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
)

// resync looks for systems that have come to be alike: 10–12.5 min.
const resync = 10 * time.Minute

type reconciler struct {
	client   client.Client
	status   kit.StatusWriter
	recorder events.EventRecorder
	known    *inventory
}

var _ reconcile.Reconciler = (*reconciler)(nil)

// observation is what an assessment's verdict rests on.
type observation struct {
	// missing says that the system does not exist.
	missing bool
	audit   assessment.Audit
	result  assessment.Result
	hash    string
	// id of the system among all, alike the pairs that it is in.
	id    string
	alike []duplicate.Pair
}

// Reconcile writes what the answers of one assessment add up to.
func (r *reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	a := &api.SystemAssessment{}
	if err := r.client.Get(ctx, req.NamespacedName, a); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if !a.DeletionTimestamp.IsZero() {
		return ctrl.Result{}, nil
	}
	o, err := r.observe(ctx, a)
	if err != nil {
		return ctrl.Result{}, err
	}
	report := report(a, o)
	if err := r.status.Apply(ctx, a, report); err != nil {
		return ctrl.Result{}, err
	}
	r.announce(a, report)
	return kit.After(resync), nil
}

func (r *reconciler) observe(ctx context.Context, a *api.SystemAssessment) (observation, error) {
	o := observation{audit: facts.Audit(a.Spec), id: facts.SystemID(a.Namespace, a.Spec.System)}
	o.result = assessment.Assess(o.audit.Answers)
	var err error
	if o.hash, err = facts.Hash(a.Spec); err != nil {
		return o, err
	}
	system := &tenancy.InformationSystem{}
	err = r.client.Get(ctx, client.ObjectKey{Namespace: a.Namespace, Name: a.Spec.System}, system)
	if apierrors.IsNotFound(err) {
		o.missing = true
		return o, nil
	}
	if err != nil {
		return o, fmt.Errorf("reading system %q: %w", a.Spec.System, err)
	}
	o.alike, err = r.known.like(ctx, o.id, system, a)
	return o, err
}
