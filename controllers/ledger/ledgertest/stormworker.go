package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// stormDay is when a storm happens: a month before the year's end.
var stormDay = time.Date(2026, time.December, 1, 12, 0, 0, 0, calendar.Almaty)

// Most that an agency and a system of a storm may hold: about thirty machines
// fit, so that operations are refused about as often as admitted.
const (
	mostVCPU     = 60
	mostMachines = 30
	// stormBudget is a month of 55 vCPU with what belongs to them.
	stormBudget = 550_000_00
	// mostHeld is how many machines a worker wants.
	mostHeld = 20
)

// stormWorker makes requests about machines of its own, so that it knows what
// each of them holds.
type stormWorker struct {
	number int
	book   *ledger.Ledger
	random *rand.Rand
	held   map[string]ledger.Request
	// order is the keys of held: a map has none.
	order []string
	born  int
	done  StormResult
}

func furnish(ctx context.Context, l *ledger.Ledger) error {
	err := l.PublishTariff(ctx, ledger.Tariff{Name: "storm", ValidFrom: "2026-01-01", Act: "Order 1", Prices: map[string]string{
		"vcpu-hour": "3.60", "memory-gib-hour": "1.80", "disk-gib-hour": "0.036",
	}}, stormDay)
	for n := range stormAgencies {
		agency := fmt.Sprintf("agency%d", n)
		err = errors.Join(err,
			l.SetQuota(ctx, stormQuota(ledger.Owner{Agency: agency}, mostVCPU)),
			l.SetQuota(ctx, stormQuota(ledger.Owner{Agency: agency, System: "system0"}, mostVCPU/2)),
			l.SetBudget(ctx, ledger.Budget{Name: agency, Agency: agency, Year: stormDay.Year(), Limit: stormBudget}, stormDay))
	}
	return err
}

func stormQuota(o ledger.Owner, vcpu int64) ledger.Quota {
	return ledger.Quota{Name: o.Agency + o.System, Owner: o, Hard: ledger.Amount{
		Vector: ledger.Vector{VCPU: vcpu, MemoryMiB: vcpu * 1024, DiskGiB: vcpu * 10}, Machines: mostMachines,
	}}
}

func (w *stormWorker) run(ctx context.Context, operations int) error {
	for range operations {
		if err := w.step(ctx); err != nil {
			return err
		}
		w.done.Operations++
	}
	return nil
}

func (w *stormWorker) step(ctx context.Context) error {
	switch roll := w.random.IntN(100); {
	case roll < 2:
		return w.changeQuota(ctx)
	case len(w.order) == 0 || roll < 40 && len(w.order) < mostHeld:
		return w.reserve(ctx)
	case roll < 70:
		return w.resize(ctx)
	}
	return w.release(ctx)
}

func (w *stormWorker) changeQuota(ctx context.Context) error {
	o := ledger.Owner{Agency: fmt.Sprintf("agency%d", w.random.IntN(stormAgencies))}
	if w.random.IntN(2) == 0 {
		o.System = "system0"
	}
	w.done.QuotaChanges++
	return w.book.SetQuota(ctx, stormQuota(o, w.random.Int64N(mostVCPU+1)))
}

func (w *stormWorker) reserve(ctx context.Context) error {
	w.born++
	r := ledger.Request{
		Machine: fmt.Sprintf("machine-%d-%d", w.number, w.born), Name: "storm/machine", At: stormDay,
		Owner: ledger.Owner{
			Agency: fmt.Sprintf("agency%d", w.random.IntN(stormAgencies)),
			System: fmt.Sprintf("system%d", w.random.IntN(2)), Environment: "prod",
		},
		Vector: w.vector(),
	}
	admitted, err := w.ask(ctx, r)
	if admitted {
		w.done.Reserved++
		w.order = append(w.order, r.Machine)
	}
	return err
}

func (w *stormWorker) resize(ctx context.Context) error {
	r := w.held[w.order[w.random.IntN(len(w.order))]]
	r.Vector = w.vector()
	admitted, err := w.ask(ctx, r)
	if admitted {
		w.done.Resized++
	}
	return err
}

func (w *stormWorker) release(ctx context.Context) error {
	n := w.random.IntN(len(w.order))
	machine, last := w.order[n], len(w.order)-1
	w.order[n], w.order = w.order[last], w.order[:last]
	delete(w.held, machine)
	w.done.Released++
	return w.book.Release(ctx, machine, stormDay)
}

func (w *stormWorker) ask(ctx context.Context, r ledger.Request) (admitted bool, err error) {
	_, err = w.book.Reserve(ctx, r)
	var no *ledger.Refusal
	if errors.As(err, &no) {
		w.done.Refused++
		return false, nil
	}
	if err == nil {
		w.held[r.Machine] = r
	}
	return err == nil, err
}

func (w *stormWorker) vector() ledger.Vector {
	return ledger.Vector{VCPU: 1 + w.random.Int64N(6), MemoryMiB: 512 * (1 + w.random.Int64N(12)), DiskGiB: 1 + w.random.Int64N(60)}
}
