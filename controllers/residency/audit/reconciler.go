package audit

import (
	"context"
	"time"

	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	// name of the controller and its field owner.
	name = "ikp-residency-audit"
	// Period of the audit, jittered to 20–25 s. With the period in which hosts look
	// through their storage (10 s) a drift is found within a minute.
	Period = 20 * time.Second
	// silence is how long a source may say nothing before it counts as silent: one
	// that has nothing to say does so every quarter of an hour. That a host's agent
	// is gone its Host says within seconds.
	silence = 20 * time.Minute
)

// Ledger is what the audit needs of the ledger's database.
type Ledger interface {
	Held(ctx context.Context) ([]ledger.Held, error)
	Sources(ctx context.Context) ([]ledger.Source, error)
	TakeInventory(ctx context.Context, i ledger.Inventory) (ledger.Taken, error)
	OpenDrifts(ctx context.Context) ([]ledger.Drift, error)
	KeepDrifts(ctx context.Context, gone, came []ledger.Drift) error
	OpenRulings(ctx context.Context) ([]ledger.Ruling, error)
	KeepRulings(ctx context.Context, gone, came []ledger.Ruling) error
}

type reconciler struct {
	client client.Client
	ledger Ledger
	clock  clock.PassiveClock
	status kit.StatusWriter
	events events.EventRecorder
}

var _ reconcile.Reconciler = (*reconciler)(nil)

// Reconcile judges everything once.
func (r *reconciler) Reconcile(ctx context.Context, _ ctrl.Request) (ctrl.Result, error) {
	started := r.clock.Now()
	w, declared, err := facts.World(ctx, r.client, started)
	if err != nil {
		return ctrl.Result{}, err
	}
	held, err := r.held(ctx, declared, w)
	if err != nil {
		return ctrl.Result{}, err
	}
	drifts, rulings := w.Audit(lotsOf(held))
	if err := r.keep(ctx, w, drifts, rulings); err != nil {
		return ctrl.Result{}, err
	}
	if err := r.quarantine(ctx, quarantined(drifts)); err != nil {
		return ctrl.Result{}, err
	}
	if err := r.measure(ctx, held, drifts, started); err != nil {
		return ctrl.Result{}, err
	}
	return kit.After(Period), nil
}

// held is everything that lies or passes anywhere, with what is declared now.
func (r *reconciler) held(ctx context.Context, declared []whereabouts.Lot, w whereabouts.World) ([]ledger.Held, error) {
	held, err := r.ledger.Held(ctx)
	if err != nil {
		return nil, err
	}
	changed, err := r.keepPassages(ctx, held, declared, w)
	if err != nil || !changed {
		return held, err
	}
	return r.ledger.Held(ctx)
}

func lotsOf(held []ledger.Held) []whereabouts.Lot {
	lots := make([]whereabouts.Lot, len(held))
	for i := range held {
		lots[i] = held[i].Lot
	}
	return lots
}

// keep brings the record up to what was found, and tells of it.
func (r *reconciler) keep(ctx context.Context, w whereabouts.World, drifts []whereabouts.Drift, rulings []whereabouts.Ruling) error {
	judged, err := r.ledger.OpenRulings(ctx)
	if err != nil {
		return err
	}
	if gone, came := compareRulings(judged, rulings, w); len(gone)+len(came) > 0 {
		if err := r.ledger.KeepRulings(ctx, gone, came); err != nil {
			return err
		}
	}
	open, err := r.ledger.OpenDrifts(ctx)
	if err != nil {
		return err
	}
	gone, came := compareDrifts(open, drifts, w.Now)
	if len(gone)+len(came) == 0 {
		return nil
	}
	if err := r.ledger.KeepDrifts(ctx, gone, came); err != nil {
		return err
	}
	r.tell(ctx, gone, came)
	return nil
}
