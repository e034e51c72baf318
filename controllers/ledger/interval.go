package ledger

import (
	"context"
	"fmt"
	"time"
)

// interval is a time in which a machine did not change. Moments are Unix seconds.
type interval struct {
	ordinal int64
	host    string
	owner   Owner
	state   State
	vector  Vector
	start   int64
	// end is 0 while the interval is open.
	end int64
}

func (v interval) open() bool { return v.ordinal > 0 && v.end == 0 }

// boundary is the moment before which nothing of the machine can change.
func (v interval) boundary() int64 { return max(v.start, v.end) }

// track is what the ledger knows of a machine before a transition.
type track struct {
	// reservation is zero for a machine the ledger does not know.
	reservation Reservation
	released    bool
	// last is the machine's newest interval; ordinal 0: it has none.
	last interval
	// closedUntil is the end of the agency's last closed month.
	closedUntil int64
	// accruedUntil is up to when the agency's usage is added up; 0: not at all.
	accruedUntil int64
}

const (
	lastInterval = `
SELECT ordinal, host, agency, system, state, vcpu, memory_mib, disk_gib, started_at, COALESCE(ended_at, 0)
FROM usage_intervals WHERE machine = @machine ORDER BY ordinal DESC LIMIT 1`
	readClosed = `SELECT closed_until, accrued_until FROM accounts WHERE id = @agency`
)

func (i intake) track(ctx context.Context, machine string) (t track, err error) {
	t.reservation, t.released, err = readReservation(ctx, i.book, machine, "")
	if err != nil || t.reservation.Machine == "" {
		return t, err
	}
	// A month is not closed while a batch that may change it is on its way.
	if _, err := i.one(ctx, readClosed+i.share, args{"agency": t.reservation.Owner.Agency}, &t.closedUntil, &t.accruedUntil); err != nil {
		return t, fmt.Errorf("reading how far the agency's months are closed: %w", err)
	}
	v := &t.last
	_, err = i.one(ctx, lastInterval, args{"machine": machine}, &v.ordinal, &v.host, &v.owner.Agency, &v.owner.System, &v.state,
		&v.vector.VCPU, &v.vector.MemoryMiB, &v.vector.DiskGiB, &v.start, &v.end)
	return t, err
}

const (
	endInterval    = `UPDATE usage_intervals SET ended_at = @end WHERE machine = @machine AND ended_at IS NULL`
	insertInterval = `
INSERT INTO usage_intervals (machine, ordinal, host, agency, system, environment, state, vcpu, memory_mib, disk_gib, started_at)
VALUES (@machine, @ordinal, @host, @agency, @system, @environment, @state, @vcpu, @memory, @disk, @start)`
)

func (i intake) carryOut(ctx context.Context, t track, r Transition, s step) error {
	if err := i.accrue(ctx, t, r, s); err != nil {
		return err
	}
	for _, n := range s.notes {
		if err := i.find(ctx, r, n); err != nil {
			return err
		}
	}
	if s.end {
		if _, err := i.exec(ctx, endInterval, args{"machine": r.Machine, "end": s.at}); err != nil {
			return fmt.Errorf("ending an interval: %w", err)
		}
	}
	if !s.begin {
		return nil
	}
	_, err := i.exec(ctx, insertInterval, args{
		"machine": r.Machine, "ordinal": s.ordinal, "host": i.host,
		"agency": s.owner.Agency, "system": s.owner.System, "environment": s.owner.Environment, "state": string(r.State),
		"vcpu": r.Vector.VCPU, "memory": r.Vector.MemoryMiB, "disk": r.Vector.DiskGiB, "start": s.at,
	})
	if err != nil {
		return fmt.Errorf("beginning an interval: %w", err)
	}
	return nil
}

// accrue follows with the sums of usage, once there are any.
func (i intake) accrue(ctx context.Context, t track, r Transition, s step) error {
	if t.accruedUntil == 0 {
		return nil
	}
	if s.end {
		if err := i.sums.end(ctx, i.book, t.last.owner, metered(t.last.state, t.last.vector), s.at, t.accruedUntil); err != nil {
			return err
		}
	}
	if !s.begin {
		return nil
	}
	return i.sums.begin(ctx, i.book, s.owner, metered(r.State, r.Vector), s.at, t.accruedUntil)
}

// moment is the time of Unix seconds, for people.
func moment(at int64) string { return time.Unix(at, 0).UTC().Format(time.RFC3339) }
