package gate

import (
	"context"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	// ledgerRetry follows an unanswered question to the ledger, and a machine that
	// may turn out to live: 15–19 s.
	ledgerRetry = 15 * time.Second
	// heldRetry looks again at a deleted machine that a hypervisor holds although it
	// is bound nowhere: 15–19 s.
	heldRetry = 15 * time.Second
	// waitingResync looks again at a machine whose gates are shut, for what begins
	// with a day: 5–6.25 min.
	waitingResync = 5 * time.Minute
	// openResync is the continuous audit of machines that may run: 1–1.25 h.
	openResync = time.Hour
)

// Ledger is what the gate needs of the ledger.
type Ledger interface {
	Reserve(ctx context.Context, r ledger.Request) (ledger.Reservation, error)
	Release(ctx context.Context, machine string, at time.Time) error
}

type reconciler struct {
	client   client.Client
	library  *facts.Library
	ledger   Ledger
	clock    clock.PassiveClock
	status   kit.StatusWriter
	recorder events.EventRecorder
}

var _ reconcile.Reconciler = (*reconciler)(nil)

// Reconcile decides the three gates of one machine and reports them in one write.
func (r *reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	vm := &compute.VirtualMachine{}
	if err := r.client.Get(ctx, req.NamespacedName, vm); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if vm.DeletionTimestamp != nil {
		return r.release(ctx, vm)
	}
	o, err := r.observe(ctx, vm)
	if err != nil {
		return ctrl.Result{}, err
	}
	v := decide(o)
	resources := o.reserved
	if v.quota == nil {
		c, held := r.reserve(ctx, vm, o)
		v.quota, resources = &c, held
	}
	result, err := r.report(ctx, vm, v, resources)
	return kit.Soonest(result, untilException(o)), err
}

// untilException comes back in the second in which an exception of the system
// begins or is gone; not up to a quarter later, as others do.
func untilException(o observation) ctrl.Result {
	if o.system == nil {
		return ctrl.Result{}
	}
	at, found := exception.Next(o.system.exceptions, o.system.Name, o.now)
	if !found {
		return ctrl.Result{}
	}
	return ctrl.Result{RequeueAfter: at.Sub(o.now)}
}

func (r *reconciler) report(ctx context.Context, vm *compute.VirtualMachine, v verdicts, resources *compute.Resources) (ctrl.Result, error) {
	conditions := []metav1.Condition{v.security, v.residency, *v.quota}
	fields := map[string]any{}
	if resources != nil {
		fields["resources"] = resources
	}
	if err := r.status.Apply(ctx, vm, kit.Report{Conditions: conditions, Fields: fields, Lasting: true}); err != nil {
		return ctrl.Result{}, err
	}
	r.announce(vm, conditions)
	return next(conditions), nil
}

// next is when the machine is looked at again if nothing changes before.
func next(conditions []metav1.Condition) ctrl.Result {
	after := openResync
	for _, c := range conditions {
		switch {
		case c.Reason == compute.ReasonLedgerUnavailable || c.Reason == compute.ReasonReservationReleased:
			return kit.After(ledgerRetry)
		case c.Status != metav1.ConditionTrue:
			after = waitingResync
		}
	}
	return kit.After(after)
}
