package ledger

import (
	"context"
	"fmt"
)

// account is what an agency, a system or an environment may hold and holds.
type account struct {
	Owner
	// kind and name say whose it is, for people.
	kind, name string
	// quota is the Quota object's name; empty: no limit at this level.
	quota      string
	hard, used Amount
}

// id keys an owner's account. The parts are object names, which have no slash.
func (o Owner) id() string {
	switch {
	case o.Environment != "":
		return o.Agency + "/" + o.System + "/" + o.Environment
	case o.System != "":
		return o.Agency + "/" + o.System
	}
	return o.Agency
}

// path is the accounts that a machine counts in: agency, system, environment, in
// the order in which every transaction locks them.
func (o Owner) path() []account {
	return []account{
		{Owner: Owner{Agency: o.Agency}, kind: "agency", name: o.Agency},
		{Owner: Owner{Agency: o.Agency, System: o.System}, kind: "system", name: o.System},
		{Owner: o, kind: "environment", name: o.Environment},
	}
}

const readAccount = `
SELECT COALESCE(quota, ''), hard_vcpu, hard_memory_mib, hard_disk_gib, hard_machines,
       used_vcpu, used_memory_mib, used_disk_gib, used_machines
FROM accounts WHERE id = @id`

// read fills in what the ledger knows; an account it does not know is empty.
func (a *account) read(ctx context.Context, b book) (bool, error) {
	found, err := b.one(ctx, readAccount, args{"id": a.id()}, &a.quota,
		&a.hard.VCPU, &a.hard.MemoryMiB, &a.hard.DiskGiB, &a.hard.Machines,
		&a.used.VCPU, &a.used.MemoryMiB, &a.used.DiskGiB, &a.used.Machines)
	if err != nil {
		return false, fmt.Errorf("reading account %q: %w", a.id(), err)
	}
	return found, nil
}

const createAccount = `
INSERT INTO accounts (id, agency, system, environment) VALUES (@id, @agency, @system, @environment)
ON CONFLICT (id) DO NOTHING`

// raiseAccount demands of every resource that grows that it fits; one that does
// not grow always fits.
const raiseAccount = `
UPDATE accounts
SET used_vcpu = used_vcpu + CAST(@vcpu AS BIGINT),
    used_memory_mib = used_memory_mib + CAST(@memory AS BIGINT),
    used_disk_gib = used_disk_gib + CAST(@disk AS BIGINT),
    used_machines = used_machines + CAST(@machines AS BIGINT)
WHERE id = @id AND (quota IS NULL OR (
      (CAST(@vcpu AS BIGINT) <= 0 OR used_vcpu + CAST(@vcpu AS BIGINT) <= hard_vcpu)
  AND (CAST(@memory AS BIGINT) <= 0 OR used_memory_mib + CAST(@memory AS BIGINT) <= hard_memory_mib)
  AND (CAST(@disk AS BIGINT) <= 0 OR used_disk_gib + CAST(@disk AS BIGINT) <= hard_disk_gib)
  AND (CAST(@machines AS BIGINT) <= 0 OR used_machines + CAST(@machines AS BIGINT) <= hard_machines)))
RETURNING COALESCE(quota, ''), used_vcpu, used_memory_mib, used_disk_gib, used_machines`

// raise adds delta to what is used and reports whether it fitted.
func (a *account) raise(ctx context.Context, b book, delta Amount) (bool, error) {
	fitted, err := b.one(ctx, raiseAccount, args{
		"id": a.id(), "vcpu": delta.VCPU, "memory": delta.MemoryMiB, "disk": delta.DiskGiB, "machines": delta.Machines,
	}, &a.quota, &a.used.VCPU, &a.used.MemoryMiB, &a.used.DiskGiB, &a.used.Machines)
	if err != nil {
		return false, fmt.Errorf("counting in account %q: %w", a.id(), err)
	}
	return fitted, nil
}

// raisePath raises every account of the path, or reports false: then the
// transaction must be rolled back.
func raisePath(ctx context.Context, b book, path []account, delta Amount) (bool, error) {
	for i := range path {
		fitted, err := path[i].raise(ctx, b, delta)
		if err == nil && !fitted {
			fitted, err = path[i].raiseNew(ctx, b, delta)
		}
		if err != nil || !fitted {
			return false, err
		}
	}
	return true, nil
}

// raiseNew raises an account that may not exist yet: accounts of systems and
// environments are made with their first machine.
func (a *account) raiseNew(ctx context.Context, b book, delta Amount) (bool, error) {
	created, err := b.exec(ctx, createAccount, args{
		"id": a.id(), "agency": a.Agency, "system": a.System, "environment": a.Environment,
	})
	if err != nil {
		return false, fmt.Errorf("making account %q: %w", a.id(), err)
	}
	if created == 0 {
		return false, nil
	}
	return a.raise(ctx, b, delta)
}
