package ledger

import (
	"context"
	"fmt"
	"time"
)

const releaseReservation = `UPDATE reservations SET released_at = @at WHERE machine = @machine`

// Release gives back what is reserved for a machine. A repeat, or a machine that
// was never reserved, changes nothing.
func (l *Ledger) Release(ctx context.Context, machine string, at time.Time) error {
	err := l.change(ctx, func(ctx context.Context, b book) error { return release(ctx, b, machine, at) })
	if err != nil {
		return fmt.Errorf("releasing the reservation of machine %q: %w", machine, err)
	}
	return nil
}

func release(ctx context.Context, b book, machine string, at time.Time) error {
	held, released, err := readReservation(ctx, b, machine, b.lock)
	if err != nil || released || held.Machine == "" {
		return err
	}
	nothing, err := Vector{}.Sub(held.Vector)
	if err != nil {
		return err
	}
	path := held.Owner.path()
	if _, err := raisePath(ctx, b, path, Amount{Vector: nothing, Machines: -1}); err != nil {
		return err
	}
	back := claim{Request: Request{Machine: machine, Owner: held.Owner, At: at}, delta: Amount{Vector: nothing}}
	if err := back.commit(ctx, b, path[0].used.Vector); err != nil {
		return err
	}
	_, err = b.exec(ctx, releaseReservation, args{"machine": machine, "at": at.Unix()})
	return err
}

const listReservations = `
SELECT machine, name, agency, system, environment, vcpu, memory_mib, disk_gib, version,
       reserved_at, COALESCE(released_at, 0)
FROM reservations WHERE released_at IS NULL ORDER BY machine`

// Reservations lists all that are not released.
func (l *Ledger) Reservations(ctx context.Context) ([]Reservation, error) {
	var out []Reservation
	err := l.look(ctx, func(ctx context.Context, b book) error {
		return b.each(ctx, listReservations, nil, func(scan func(...any) error) error {
			var r Reservation
			err := scan(r.columns(new(int64))...)
			out = append(out, r)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("listing reservations: %w", err)
	}
	return out, nil
}
