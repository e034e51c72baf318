package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

// Restored is what became of a reservation that the ledger had lost.
type Restored struct {
	Reservation
	// Changed says that something was lost.
	Changed bool
	// Detail says what was done and which quotas are exceeded by it.
	Detail string
}

// Restore reserves r.Vector for a machine that exists, whatever quota, budget and
// tariffs say: it was admitted once, and the ledger lost that. It counts the usage
// that was reported meanwhile, and keeps a finding. A repeat changes nothing. A
// machine whose reservation was released is ErrReleased.
func (l *Ledger) Restore(ctx context.Context, r Request) (Restored, error) {
	var out Restored
	err := r.valid()
	if err == nil {
		err = l.change(ctx, func(ctx context.Context, b book) (err error) {
			out, err = restore(ctx, b, r)
			return err
		})
	}
	if err != nil {
		return Restored{}, fmt.Errorf("restoring the reservation of machine %q: %w", r.Name, err)
	}
	return out, nil
}

func restore(ctx context.Context, b book, r Request) (Restored, error) {
	c, err := newClaim(ctx, b, r, b.lock)
	if err != nil || c.settled {
		return Restored{Reservation: c.held}, err
	}
	path := r.Owner.path()
	for i := range path {
		if err := path[i].force(ctx, b, c.delta); err != nil {
			return Restored{}, err
		}
	}
	if err := c.advanceBudget(ctx, b, path[0].used.Vector); err != nil {
		return Restored{}, err
	}
	out := Restored{Changed: true, Detail: c.lost() + exceeded(path)}
	if out.Reservation, err = c.write(ctx, b); err != nil {
		return Restored{}, err
	}
	return out, findAbout(ctx, b, r.Machine, r.At, note{ReservationRestored, out.Detail})
}

// force adds delta to what is used, beyond any limit.
func (a *account) force(ctx context.Context, b book, delta Amount) error {
	_, err := b.exec(ctx, createAccount, args{"id": a.id(), "agency": a.Agency, "system": a.System, "environment": a.Environment})
	if err != nil {
		return fmt.Errorf("making account %q: %w", a.id(), err)
	}
	_, err = b.exec(ctx, forceAccount, args{
		"id": a.id(), "vcpu": delta.VCPU, "memory": delta.MemoryMiB, "disk": delta.DiskGiB, "machines": delta.Machines,
	})
	if err != nil {
		return fmt.Errorf("counting in account %q: %w", a.id(), err)
	}
	_, err = a.read(ctx, b)
	return err
}

const forceAccount = `
UPDATE accounts
SET used_vcpu = used_vcpu + @vcpu, used_memory_mib = used_memory_mib + @memory,
    used_disk_gib = used_disk_gib + @disk, used_machines = used_machines + @machines
WHERE id = @id`

// advanceBudget counts what the agency held up to now, before it holds more.
// Without prices there is nothing to count yet: settling does.
func (c claim) advanceBudget(ctx context.Context, b book, after Vector) error {
	row, err := readBudget(ctx, b, c.Owner.Agency, tariff.FiscalYear(c.At), b.lock)
	if err != nil || row == nil {
		return err
	}
	prices, err := schedule(ctx, b)
	if err != nil {
		return err
	}
	before, err := after.Sub(c.delta.Vector)
	if err != nil {
		return err
	}
	if err := row.advance(before, c.At, prices); err != nil {
		if errors.Is(err, tariff.ErrNoTariff) {
			return nil
		}
		return err
	}
	return row.write(ctx, b)
}

// lost says what the ledger had lost.
func (c claim) lost() string {
	v := c.Vector
	now := fmt.Sprintf("%d vCPU, %d MiB of memory and %d GiB of disk", v.VCPU, v.MemoryMiB, v.DiskGiB)
	if c.isNew() {
		return fmt.Sprintf("the ledger had no reservation of machine %s, which exists: %s are reserved again", c.Name, now)
	}
	h := c.held.Vector
	return fmt.Sprintf("the ledger had %d vCPU, %d MiB of memory and %d GiB of disk reserved for machine %s, which was granted other: %s are reserved again",
		h.VCPU, h.MemoryMiB, h.DiskGiB, c.Name, now)
}

// exceeded names the quotas that are exceeded now.
func exceeded(path []account) string {
	var parts []string
	for _, a := range path {
		if a.quota == "" {
			continue
		}
		for _, r := range []struct {
			unit       string
			used, hard int64
		}{
			{"vCPU", a.used.VCPU, a.hard.VCPU}, {"MiB of memory", a.used.MemoryMiB, a.hard.MemoryMiB},
			{"GiB of disk", a.used.DiskGiB, a.hard.DiskGiB}, {"machines", a.used.Machines, a.hard.Machines},
		} {
			if r.used > r.hard {
				parts = append(parts, fmt.Sprintf("%s %s holds %d of %d %s", a.kind, a.name, r.used, r.hard, r.unit))
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "; beyond quota now: " + strings.Join(parts, ", ")
}

// Reclaim releases the reservation of a machine that is gone without having said
// so, and keeps a finding of why. A repeat changes nothing.
func (l *Ledger) Reclaim(ctx context.Context, machine string, at time.Time, why string) error {
	err := l.change(ctx, func(ctx context.Context, b book) error {
		held, released, err := readReservation(ctx, b, machine, b.lock)
		if err != nil || released || held.Machine == "" {
			return err
		}
		if err := release(ctx, b, machine, at); err != nil {
			return err
		}
		return findAbout(ctx, b, machine, at, note{ReservationReclaimed, fmt.Sprintf("machine %s: %s", held.Name, why)})
	})
	if err != nil {
		return fmt.Errorf("reclaiming the reservation of machine %q: %w", machine, err)
	}
	return nil
}
