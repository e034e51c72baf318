package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// RecordUsage stores the records of a batch that are not stored yet, in one
// transaction, and returns the highest sequence up to which everything is stored.
// When records before the batch are missing, that is all it does: the host sends
// them. No record is refused for what it says: whatever does not fit is a finding.
func (l *Ledger) RecordUsage(ctx context.Context, batch Batch) (int64, error) {
	var acknowledged int64
	err := l.change(ctx, func(ctx context.Context, b book) (err error) {
		i := intake{book: b, host: batch.Host, journal: batch.Journal, received: l.clock.Now(), sums: newAccrual()}
		if acknowledged, err = i.take(ctx, batch); err != nil {
			return err
		}
		return i.sums.write(ctx, b)
	})
	if err != nil {
		return 0, fmt.Errorf("recording usage of host %q: %w", batch.Host, err)
	}
	return acknowledged, nil
}

// intake stores one batch.
type intake struct {
	book
	host, journal string
	received      time.Time
	sums          *accrual
}

const (
	createJournal = `INSERT INTO journals (host, journal) VALUES (@host, @journal) ON CONFLICT (host, journal) DO NOTHING`
	readJournal   = `SELECT acknowledged FROM journals WHERE host = @host AND journal = @journal`
	writeJournal  = `UPDATE journals SET acknowledged = @acknowledged WHERE host = @host AND journal = @journal`
)

func (i intake) take(ctx context.Context, batch Batch) (int64, error) {
	key := args{"host": i.host, "journal": i.journal}
	if _, err := i.exec(ctx, createJournal, key); err != nil {
		return 0, fmt.Errorf("opening journal %q: %w", i.journal, err)
	}
	var before int64
	if _, err := i.one(ctx, readJournal+i.lock, key, &before); err != nil {
		return 0, fmt.Errorf("reading the position in journal %q: %w", i.journal, err)
	}
	if err := i.fallBack(ctx, before, batch.Acknowledged); err != nil {
		return 0, err
	}
	after, err := i.advance(ctx, before, batch)
	if err != nil || after == before {
		return after, err
	}
	key["acknowledged"] = after
	if _, err := i.exec(ctx, writeJournal, key); err != nil {
		return 0, fmt.Errorf("writing the position in journal %q: %w", i.journal, err)
	}
	return after, i.compareClocks(ctx, after, batch.SentAt)
}

// advance stores records one after the other up to the first gap.
func (i intake) advance(ctx context.Context, before int64, batch Batch) (int64, error) {
	sorted := slices.SortedStableFunc(slices.Values(batch.Records), func(a, b Transition) int {
		return cmp.Compare(a.Sequence, b.Sequence)
	})
	after := before
	if len(sorted) > 0 && sorted[0].Sequence > before+1 {
		var err error
		if after, err = i.bridge(ctx, before, sorted[0].Sequence, batch.Oldest); err != nil {
			return 0, err
		}
	}
	for _, r := range sorted {
		if r.Sequence > after+1 {
			break
		}
		if r.Sequence <= after {
			if err := i.compare(ctx, r); err != nil {
				return 0, err
			}
			continue
		}
		if err := i.store(ctx, r); err != nil {
			return 0, fmt.Errorf("storing record %d of journal %q: %w", r.Sequence, i.journal, err)
		}
		after++
	}
	return after, nil
}

const insertRecord = `
INSERT INTO usage_records (host, journal, sequence, machine, state, vcpu, memory_mib, disk_gib, at_us, received_at)
VALUES (@host, @journal, @sequence, @machine, @state, @vcpu, @memory, @disk, @at, @received)`

// store keeps a record as it was sent and follows it.
func (i intake) store(ctx context.Context, r Transition) error {
	_, err := i.exec(ctx, insertRecord, args{
		"host": i.host, "journal": i.journal, "sequence": r.Sequence, "machine": r.Machine, "state": string(r.State),
		"vcpu": r.Vector.VCPU, "memory": r.Vector.MemoryMiB, "disk": r.Vector.DiskGiB,
		"at": r.At.UnixMicro(), "received": i.received.Unix(),
	})
	if err != nil {
		return err
	}
	return i.count(ctx, r)
}

// count follows a stored record. One of a machine that is being reserved at this
// moment is counted either here or by the reservation.
func (i intake) count(ctx context.Context, r Transition) error {
	t, err := i.track(ctx, r.Machine)
	if err == nil && t.reservation.Machine == "" {
		if err = i.keepOut(ctx, r.Machine); err == nil {
			t, err = i.track(ctx, r.Machine)
		}
	}
	if err != nil {
		return err
	}
	return i.carryOut(ctx, t, r, t.follow(i.host, r, i.received))
}

const readRecord = `
SELECT machine, state, vcpu, memory_mib, disk_gib, at_us
FROM usage_records WHERE host = @host AND journal = @journal AND sequence = @sequence`

// compare keeps a finding when a repeated record says something else: one number
// names one fact.
func (i intake) compare(ctx context.Context, r Transition) error {
	stored := Transition{Sequence: r.Sequence}
	var at int64
	found, err := i.one(ctx, readRecord, args{"host": i.host, "journal": i.journal, "sequence": r.Sequence},
		&stored.Machine, &stored.State, &stored.Vector.VCPU, &stored.Vector.MemoryMiB, &stored.Vector.DiskGiB, &at)
	if err != nil {
		return fmt.Errorf("comparing record %d of journal %q: %w", r.Sequence, i.journal, err)
	}
	stored.At = r.At
	if found && stored == r && at == r.At.UnixMicro() {
		return nil
	}
	return i.find(ctx, r, note{ConflictingRepeat, fmt.Sprintf(
		"sent again as %s %s %+v at %s", r.Machine, r.State, r.Vector, r.At.UTC().Format(time.RFC3339Nano))})
}
