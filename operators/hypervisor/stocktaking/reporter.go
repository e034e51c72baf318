package stocktaking

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

const (
	// Period is how often a host looks through its storage. With the audit's period
	// it is what a drift can go unnoticed: less than a minute.
	Period = 10 * time.Second
	// heartbeat is how often a host says that nothing has changed: a ledger restored
	// from a backup learns by it what it has lost. A platform at rest stays at rest.
	heartbeat = 15 * time.Minute
	// lookTimeout bounds one look.
	lookTimeout = 30 * time.Second
)

// Stock takes inventories.
type Stock interface {
	Post(ctx context.Context, inventory *subresources.ResidencyInventory) error
}

// Holder is a host's storage.
type Holder interface {
	Holdings(ctx context.Context) ([]driver.Holding, error)
}

// Reporter reports the inventory of a host.
type Reporter struct {
	Host   string
	Holder Holder
	Stock  Stock
	// Permit is why the agent must not speak for the host any more; nil while it may.
	Permit func() error
	Clock  clock.Clock

	// reported is what was reported last, at when.
	reported []subresources.HeldLot
	at       time.Time
}

// Start reports until ctx ends. What could not be reported is looked at anew with
// the next period.
func (r *Reporter) Start(ctx context.Context) error {
	log := ctrl.LoggerFrom(ctx).WithName("stocktaking").WithValues("host", r.Host)
	for {
		if err := r.Report(ctx); err != nil && ctx.Err() == nil {
			log.Error(err, "the host's inventory was not reported", "retryAfter", Period)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-r.Clock.After(Period):
		}
	}
}

// Report looks through the storage once, and says what it found when it has
// changed or has not been said for a while.
func (r *Reporter) Report(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	held, err := r.Holder.Holdings(ctx)
	if err != nil {
		return fmt.Errorf("looking through the storage of host %q: %w", r.Host, err)
	}
	lots := lotsOf(held)
	now := r.Clock.Now()
	if slices.EqualFunc(lots, r.reported, same) && now.Sub(r.at).Abs() < heartbeat {
		return nil
	}
	if r.Permit != nil {
		if err := r.Permit(); err != nil {
			return err
		}
	}
	if err := r.Stock.Post(ctx, &subresources.ResidencyInventory{Host: r.Host, Lots: lots}); err != nil {
		return fmt.Errorf("reporting %d lots of host %q: %w", len(lots), r.Host, err)
	}
	r.reported, r.at = lots, now
	return nil
}

// same: a lot that has grown is the same.
func same(a, b subresources.HeldLot) bool {
	a.Bytes, b.Bytes = 0, 0
	return a == b
}

// lotsOf puts holdings into an order of their own, each once: two domains may use
// one file.
func lotsOf(held []driver.Holding) []subresources.HeldLot {
	lots := make([]subresources.HeldLot, 0, len(held))
	for _, h := range held {
		lots = append(lots, subresources.HeldLot{Kind: string(h.Kind), Resource: h.Resource, Machine: h.Machine, Bytes: h.Bytes})
	}
	slices.SortStableFunc(lots, func(a, b subresources.HeldLot) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Resource, b.Resource))
	})
	return slices.CompactFunc(lots, func(a, b subresources.HeldLot) bool { return a.Kind == b.Kind && a.Resource == b.Resource })
}
