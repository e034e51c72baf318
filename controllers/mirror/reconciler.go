package mirror

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// interval is how often the ledger is compared with the objects when no event
// brings news: 60–75 s. Nothing is written when nothing has changed.
const interval = time.Minute

// Reconciler mirrors the objects of one kind. A request names an agency's
// namespace.
type Reconciler[K, R comparable, O client.Object] struct {
	// Client reads namespaces from a cache.
	Client client.Client
	// Kind is what is mirrored.
	Kind Kind[K, R, O]
	// Speaker tells the objects' readers.
	Speaker Speaker
}

var _ reconcile.Reconciler = (*Reconciler[string, string, *finance.Quota])(nil)

// Reconcile implements reconcile.Reconciler.
func (r *Reconciler[K, R, O]) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var ns corev1.Namespace
	if err := r.Client.Get(ctx, req.NamespacedName, &ns); err != nil {
		if apierrors.IsNotFound(err) {
			r.Kind.Gone(strings.TrimPrefix(req.Name, tenancy.AgencyNamespace("")))
		}
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	agency := ns.Labels[tenancy.LabelAgency]
	objects, err := r.Kind.List(ctx, ns.Name)
	if err != nil {
		return ctrl.Result{}, fmt.Errorf("listing what agency %q has in the ledger: %w", agency, err)
	}
	return kit.After(interval), r.mirror(ctx, agency, objects)
}

func (r *Reconciler[K, R, O]) mirror(ctx context.Context, agency string, objects []O) error {
	plan := assign(objects, func(o O) K { return r.Kind.Key(agency, o) })
	held, err := r.Kind.Held(ctx, agency)
	for k := range held {
		if _, wanted := plan.holders[k]; !wanted {
			err = errors.Join(err, r.Kind.Drop(ctx, agency, k))
		}
	}
	for _, o := range objects {
		if o.GetDeletionTimestamp() == nil {
			err = errors.Join(err, r.one(ctx, agency, plan, held, o))
		}
	}
	return err
}

// one brings an object into the ledger and says what became of it.
func (r *Reconciler[K, R, O]) one(ctx context.Context, agency string, plan assignment[K], held map[K]R, o O) error {
	if holder, is := plan.duplicateOf[o.GetName()]; is {
		return r.say(ctx, o, Conclude(kit.False(finance.ConditionReady, finance.ReasonDuplicate, "%s", r.Kind.Duplicate(holder)), nil))
	}
	report, err := r.carry(ctx, agency, held, o)
	if err != nil {
		return errors.Join(err, r.say(ctx, o, Conclude(Trouble(err), r.Kind.Figures(o))))
	}
	return r.say(ctx, o, report)
}

func (r *Reconciler[K, R, O]) carry(ctx context.Context, agency string, held map[K]R, o O) (kit.Report, error) {
	want, err := r.Kind.Wanted(agency, o)
	if err != nil {
		return kit.Report{}, err
	}
	if has, is := held[r.Kind.Key(agency, o)]; !is || has != want {
		if err := r.Kind.Set(ctx, want); err != nil {
			return kit.Report{}, err
		}
	}
	return r.Kind.Report(ctx, agency, o)
}

func (r *Reconciler[K, R, O]) say(ctx context.Context, o O, report kit.Report) error {
	return r.Speaker.Say(ctx, o, r.Kind.Conditions(o), report)
}
