package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// claim is a request and what the machine holds already.
type claim struct {
	Request
	// held is the machine's reservation; zero if it has none.
	held Reservation
	// delta is what the request asks beyond it.
	delta Amount
	// settled says that exactly this is reserved.
	settled bool
}

// newClaim reads what the machine holds. lock keeps the row from changing.
func newClaim(ctx context.Context, b book, r Request, lock string) (claim, error) {
	held, released, err := readReservation(ctx, b, r.Machine, lock)
	if err != nil {
		return claim{}, err
	}
	if released && !r.Anew {
		return claim{}, ErrReleased
	}
	c := claim{Request: r, held: held}
	if !c.isNew() && held.Owner != r.Owner {
		return claim{}, fmt.Errorf("it is reserved for %s, not for %s", held.Owner.id(), r.Owner.id())
	}
	if c.isNew() || released {
		c.delta = Amount{Vector: r.Vector, Machines: 1}
		return c, nil
	}
	c.delta.Vector, err = r.Vector.Sub(held.Vector)
	c.settled = held.Version == version(r.Vector)
	return c, err
}

func (c claim) isNew() bool { return c.held.Machine == "" }

const readReservationRow = `
SELECT machine, name, agency, system, environment, vcpu, memory_mib, disk_gib, version,
       reserved_at, COALESCE(released_at, 0)
FROM reservations WHERE machine = @machine`

func readReservation(ctx context.Context, b book, machine, lock string) (r Reservation, released bool, err error) {
	var releasedAt int64
	_, err = b.one(ctx, readReservationRow+lock, args{"machine": machine}, r.columns(&releasedAt)...)
	if err != nil {
		return r, false, fmt.Errorf("reading the reservation of %q: %w", machine, err)
	}
	return r, releasedAt != 0, nil
}

// columns are the targets of readReservationRow.
func (r *Reservation) columns(releasedAt *int64) []any {
	o, v := &r.Owner, &r.Vector
	return []any{
		&r.Machine, &r.Name, &o.Agency, &o.System, &o.Environment,
		&v.VCPU, &v.MemoryMiB, &v.DiskGiB, &r.Version, (*seconds)(&r.ReservedAt), releasedAt,
	}
}

const insertReservation = `
INSERT INTO reservations (machine, name, agency, system, environment, vcpu, memory_mib, disk_gib, version, reserved_at, requested_by)
VALUES (@machine, @name, @agency, @system, @environment, @vcpu, @memory, @disk, @version, @at, @by)`

const updateReservation = `
UPDATE reservations
SET vcpu = @vcpu, memory_mib = @memory, disk_gib = @disk, version = @version, released_at = NULL
WHERE machine = @machine`

// write stores the claim as the machine's reservation. A new one counts what was
// reported of the machine before.
func (c claim) write(ctx context.Context, b book) (Reservation, error) {
	out := c.held
	out.Vector, out.Version = c.Vector, version(c.Vector)
	row := args{"machine": c.Machine, "vcpu": c.Vector.VCPU, "memory": c.Vector.MemoryMiB, "disk": c.Vector.DiskGiB, "version": out.Version}
	statement := updateReservation
	if c.isNew() {
		out.Machine, out.Name, out.Owner, out.ReservedAt = c.Machine, c.Name, c.Owner, time.Unix(c.since().Unix(), 0).UTC()
		row["name"], row["at"], row["by"] = c.Name, c.since().Unix(), c.By
		row["agency"], row["system"], row["environment"] = c.Owner.Agency, c.Owner.System, c.Owner.Environment
		statement = insertReservation
		if err := b.keepOut(ctx, c.Machine); err != nil {
			return Reservation{}, fmt.Errorf("guarding the machine: %w", err)
		}
	}
	if _, err := b.exec(ctx, statement, row); err != nil {
		return Reservation{}, fmt.Errorf("writing the reservation: %w", err)
	}
	if c.isNew() {
		return out, replay(ctx, b, c.Machine)
	}
	return out, nil
}

// since is when the machine can have begun to use anything.
func (r Request) since() time.Time {
	if r.Since.IsZero() {
		return r.At
	}
	return r.Since
}

// version is the hash of a vector: starting and stopping does not change it.
func version(v Vector) string {
	const digits = 16
	sum := sha256.Sum256(fmt.Appendf(nil, "vcpu=%d memoryMiB=%d diskGiB=%d", v.VCPU, v.MemoryMiB, v.DiskGiB))
	return hex.EncodeToString(sum[:])[:digits]
}
