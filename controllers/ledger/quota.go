package ledger

import (
	"context"
	"fmt"
)

const setQuota = `
INSERT INTO accounts (id, agency, system, environment, quota, hard_vcpu, hard_memory_mib, hard_disk_gib, hard_machines)
VALUES (@id, @agency, @system, @environment, @quota, @vcpu, @memory, @disk, @machines)
ON CONFLICT (id) DO UPDATE
SET quota = excluded.quota, hard_vcpu = excluded.hard_vcpu, hard_memory_mib = excluded.hard_memory_mib,
    hard_disk_gib = excluded.hard_disk_gib, hard_machines = excluded.hard_machines`

// SetQuota records an allotment, also one below what is used: that only blocks
// new reservations.
func (l *Ledger) SetQuota(ctx context.Context, q Quota) error {
	err := l.change(ctx, func(ctx context.Context, b book) error {
		_, err := b.exec(ctx, setQuota, args{
			"id": q.Owner.id(), "agency": q.Owner.Agency, "system": q.Owner.System, "environment": q.Owner.Environment, "quota": q.Name,
			"vcpu": q.Hard.VCPU, "memory": q.Hard.MemoryMiB, "disk": q.Hard.DiskGiB, "machines": q.Hard.Machines,
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("recording quota %q of %s: %w", q.Name, q.Owner.id(), err)
	}
	return nil
}

// dropQuota keeps the account: what is used is counted with or without a limit.
const dropQuota = `
UPDATE accounts SET quota = NULL, hard_vcpu = 0, hard_memory_mib = 0, hard_disk_gib = 0, hard_machines = 0
WHERE id = @id AND used_machines = 0`

// DropQuota forgets an allotment, or returns *InUse.
func (l *Ledger) DropQuota(ctx context.Context, o Owner) error {
	err := l.change(ctx, func(ctx context.Context, b book) error {
		dropped, err := b.exec(ctx, dropQuota, args{"id": o.id()})
		if err != nil || dropped > 0 {
			return err
		}
		a := account{Owner: o}
		if found, err := a.read(ctx, b); err != nil || !found {
			return err
		}
		return &InUse{Used: a.used}
	})
	if err != nil {
		return fmt.Errorf("dropping the quota of %s: %w", o.id(), err)
	}
	return nil
}

// QuotaUse is an allotment and its use, or ErrNotFound.
func (l *Ledger) QuotaUse(ctx context.Context, o Owner) (QuotaUse, error) {
	a := account{Owner: o}
	err := l.look(ctx, func(ctx context.Context, b book) error {
		found, err := a.read(ctx, b)
		if err == nil && (!found || a.quota == "") {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return QuotaUse{}, fmt.Errorf("reading the quota of %s: %w", o.id(), err)
	}
	return QuotaUse{Hard: a.hard, Used: a.used}, nil
}

const listQuotas = `
SELECT quota, agency, system, environment, hard_vcpu, hard_memory_mib, hard_disk_gib, hard_machines
FROM accounts WHERE agency = @agency AND quota IS NOT NULL ORDER BY id`

// Quotas lists the allotments of an agency.
func (l *Ledger) Quotas(ctx context.Context, agency string) ([]Quota, error) {
	var out []Quota
	err := l.look(ctx, func(ctx context.Context, b book) error {
		return b.each(ctx, listQuotas, args{"agency": agency}, func(scan func(...any) error) error {
			var q Quota
			err := scan(&q.Name, &q.Owner.Agency, &q.Owner.System, &q.Owner.Environment,
				&q.Hard.VCPU, &q.Hard.MemoryMiB, &q.Hard.DiskGiB, &q.Hard.Machines)
			out = append(out, q)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("listing the quotas of agency %q: %w", agency, err)
	}
	return out, nil
}
