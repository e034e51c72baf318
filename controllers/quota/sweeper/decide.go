package sweeper

import (
	"time"

	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

// world is what exists, from complete lists read after the reservations.
type world struct {
	// machines are the UIDs of all VirtualMachines.
	machines map[types.UID]bool
	// onHosts are the UIDs that some host reports.
	onHosts map[types.UID]bool
	// admitted are the UIDs of machines that say they have a reservation.
	admitted map[types.UID]bool
}

// verdict is what one comparison found.
type verdict struct {
	// missingSince is when each reserved machine was first seen missing.
	missingSince map[string]time.Time
	// release are missing for long enough.
	release []ledger.Reservation
	// haunting are reserved and run on a host, without an object.
	haunting []ledger.Reservation
	// unreserved say that they have a reservation, but have none.
	unreserved []types.UID
}

// compare decides which reservations belong to nobody. One that was not missing
// before is only remembered: it is released when it is missing again after wait.
// A world without a single machine is a lost or half restored one: nothing is
// released in it, as what is released cannot be reserved again.
func compare(reservations []ledger.Reservation, w world, before map[string]time.Time, now time.Time, wait time.Duration) verdict {
	out := verdict{missingSince: map[string]time.Time{}}
	reserved := map[types.UID]bool{}
	for _, r := range reservations {
		uid := types.UID(r.Machine)
		reserved[uid] = true
		switch since, known := before[r.Machine]; {
		case w.machines[uid]:
		case w.onHosts[uid]:
			out.haunting = append(out.haunting, r)
		case known && now.Sub(since) >= wait && len(w.machines) > 0:
			out.release = append(out.release, r)
			out.missingSince[r.Machine] = since
		case known:
			out.missingSince[r.Machine] = since
		default:
			out.missingSince[r.Machine] = now
		}
	}
	for uid := range w.admitted {
		if !reserved[uid] {
			out.unreserved = append(out.unreserved, uid)
		}
	}
	return out
}
