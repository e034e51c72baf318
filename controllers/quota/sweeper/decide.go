package sweeper

import (
	"time"

	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

// world is what exists, from complete lists read after the reservations.
type world struct {
	// machines are all VirtualMachines. Machine is empty in the request of one that
	// says of no reservation, or belongs to no environment.
	machines map[types.UID]ledger.Request
	// onHosts are the hosts that report a UID.
	onHosts map[types.UID]string
}

// difference is a reservation and what its machine was granted.
type difference struct{ reserved, granted ledger.Vector }

// memory is what one comparison leaves for the next.
type memory struct {
	// missingSince is when each reserved machine was first seen missing.
	missingSince map[string]time.Time
	// differs are the reservations that were not what their machines were granted.
	differs map[string]difference
}

// verdict is what one comparison found.
type verdict struct {
	memory
	// reclaim are missing for long enough.
	reclaim []ledger.Reservation
	// restore are granted to machines that exist, and not reserved.
	restore []ledger.Request
	// haunting are the UIDs that a host holds without an object.
	haunting []types.UID
}

// compare decides which reservations belong to nobody, and which machines lost
// theirs. One that was not missing before is only remembered: it is reclaimed when
// it is missing again after wait. So is one that differs: a resize may be on its
// way. A world without a single machine is a lost or half restored one: nothing is
// reclaimed in it.
func compare(reservations []ledger.Reservation, w world, before memory, now time.Time, wait time.Duration) verdict {
	out := verdict{memory: memory{missingSince: map[string]time.Time{}, differs: map[string]difference{}}}
	reserved := map[types.UID]bool{}
	for _, r := range reservations {
		uid := types.UID(r.Machine)
		reserved[uid] = true
		if granted, exists := w.machines[uid]; exists {
			out.match(r, granted, before)
		} else if w.onHosts[uid] == "" {
			out.miss(r, before, now, wait, len(w.machines) > 0)
		}
	}
	for uid, granted := range w.machines {
		if !reserved[uid] && granted.Machine != "" {
			out.restore = append(out.restore, granted)
		}
	}
	for uid := range w.onHosts {
		if _, exists := w.machines[uid]; !exists {
			out.haunting = append(out.haunting, uid)
		}
	}
	return out
}

func (v *verdict) match(r ledger.Reservation, granted ledger.Request, before memory) {
	d := difference{r.Vector, granted.Vector}
	switch known, seen := before.differs[r.Machine]; {
	case granted.Machine == "" || d.reserved == d.granted:
	case seen && known == d:
		v.restore = append(v.restore, granted)
	default:
		v.differs[r.Machine] = d
	}
}

func (v *verdict) miss(r ledger.Reservation, before memory, now time.Time, wait time.Duration, others bool) {
	since, known := before.missingSince[r.Machine]
	if !known {
		since = now
	}
	v.missingSince[r.Machine] = since
	if known && others && now.Sub(since) >= wait {
		v.reclaim = append(v.reclaim, r)
	}
}
