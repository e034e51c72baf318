package ledger

import (
	"context"
	"errors"
	"time"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/money"
)

// day is when the reservations begin; they follow the clock from there on.
var day = time.Date(2026, time.December, 1, 12, 0, 0, 0, calendar.Almaty)

// vast is more than anybody asks for.
const vast = 1 << 40

// book is a ledger with agencies that may have whatever they ask for.
type book struct {
	*ledger.Ledger
	agencies int
	opened   time.Time
}

func openBook(ctx context.Context, dsn string, agencies int) (*book, error) {
	l, err := ledger.Open(ctx, dsn)
	if err != nil {
		return nil, err
	}
	b := &book{Ledger: l, agencies: agencies, opened: time.Now()}
	if err := b.furnish(ctx); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return b, nil
}

func (b *book) furnish(ctx context.Context) error {
	err := b.PublishTariff(ctx, ledger.Tariff{Name: "bench", ValidFrom: "2026-01-01", Act: "Order 1", Prices: map[string]string{
		"vcpu-hour": "3.60", "memory-gib-hour": "1.80", "disk-gib-hour": "0.036",
	}}, day)
	hard := ledger.Amount{Vector: ledger.Vector{VCPU: vast, MemoryMiB: vast, DiskGiB: vast}, Machines: vast}
	for n := range b.agencies {
		name := agency(n)
		err = errors.Join(err,
			b.SetQuota(ctx, ledger.Quota{Name: name, Owner: ledger.Owner{Agency: name}, Hard: hard}),
			b.SetBudget(ctx, ledger.Budget{Name: name, Agency: name, Year: day.Year(), Limit: money.Tiyn(1 << 60)}, day))
	}
	return err
}

// once reserves one machine.
func (b *book) once(ctx context.Context, n int64) error {
	_, err := b.Reserve(ctx, ledger.Request{
		Machine: machine(n), Name: "bench/machine", At: day.Add(time.Since(b.opened)),
		Owner:  ledger.Owner{Agency: agency(int(n) % b.agencies), System: "system", Environment: "prod"},
		Vector: ledger.Vector{VCPU: 2, MemoryMiB: 4096, DiskGiB: 20},
	})
	return err
}
