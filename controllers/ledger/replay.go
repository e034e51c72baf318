package ledger

import (
	"context"
	"fmt"
)

const recordsOf = `
SELECT host, journal, sequence, state, vcpu, memory_mib, disk_gib, at_us, received_at
FROM usage_records WHERE machine = @machine ORDER BY received_at, host, journal, sequence`

// arrival is a record as it once arrived.
type arrival struct {
	intake
	record Transition
}

// replay counts the usage that hosts reported of a machine before it had a
// reservation: a ledger restored from a backup hears of usage before the
// reservation is restored.
func replay(ctx context.Context, b book, machine string) error {
	early, err := arrivals(ctx, b, machine)
	if err != nil {
		return fmt.Errorf("reading the usage of machine %q: %w", machine, err)
	}
	sums := newAccrual()
	for _, a := range early {
		a.sums = sums
		if err := a.count(ctx, a.record); err != nil {
			return fmt.Errorf("counting record %d of host %q: %w", a.record.Sequence, a.host, err)
		}
	}
	return sums.write(ctx, b)
}

func arrivals(ctx context.Context, b book, machine string) ([]arrival, error) {
	var out []arrival
	err := b.each(ctx, recordsOf, args{"machine": machine}, func(scan func(...any) error) error {
		a := arrival{intake: intake{book: b}, record: Transition{Machine: machine}}
		r := &a.record
		err := scan(&a.host, &a.journal, &r.Sequence, &r.State, &r.Vector.VCPU, &r.Vector.MemoryMiB, &r.Vector.DiskGiB,
			(*micros)(&r.At), (*seconds)(&a.received))
		out = append(out, a)
		return err
	})
	return out, err
}
