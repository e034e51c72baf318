package machine

import (
	"time"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
)

// Facts are everything that a decision is made from.
type Facts struct {
	// Host is the name of the host that asks.
	Host string
	// Deleting: the object is being deleted.
	Deleting bool
	Strategy compute.RunStrategy
	// RestartedAt asks for one restart if it is later than the last start; zero: no.
	RestartedAt time.Time
	// Want is the vector that the machine asks for.
	Want compute.Resources
	// Quarantined: the audit wants the machine off the network.
	Quarantined bool
	// Admitted: every gate is open for Want.
	Admitted bool
	// Refusal is why this host starts nothing; nil when it has no objection.
	Refusal *driver.Rejected
	// Observed is what the hypervisor says.
	Observed driver.Observation
	// Record is what is remembered.
	Record record.Record
	Now    time.Time
}

func (f Facts) unknown() bool { return f.Observed.Presence == driver.Unknown }

func (f Facts) up() bool { return f.Observed.Up() }

func (f Facts) absent() bool { return f.Observed.Presence == driver.Absent }

func (f Facts) halted() bool { return f.Strategy == compute.RunHalted }

// mayStart: nothing starts, and nothing is made, before every gate is open.
func (f Facts) mayStart() bool { return f.Admitted && f.Refusal == nil }

// restartDue waits for a restart time that the asker's clock put into the
// future: a restart before it would be followed by another.
func (f Facts) restartDue() bool {
	return f.RestartedAt.After(f.Record.StartedAt) && !f.RestartedAt.After(f.Now) && f.mayStart()
}

// mustStop: the machine is up and shall not be, or not in this run.
func (f Facts) mustStop() bool { return f.up() && (f.halted() || f.restartDue()) }

func (f Facts) stopRequested() bool { return !f.Record.StopRequestedAt.IsZero() }

// graceOver: the guest had its time to go down by itself.
func (f Facts) graceOver() bool {
	return f.stopRequested() && f.Now.Sub(f.Record.StopRequestedAt) >= StopGrace
}

// asDefined: the domain exists and has the size that is asked for.
func (f Facts) asDefined() bool {
	return f.Observed.Presence == driver.Present && f.Observed.Resources == f.Want
}

// rests: its guest went down by itself, and nobody wants it back.
func (f Facts) rests() bool {
	return f.Strategy == compute.RunRerunOnFailure && f.Observed.Cause == driver.GuestShutdown &&
		!f.stopRequested() && !f.restartDue()
}

// recoversAt is the end of the pause after a fall; zero if there was none.
func (f Facts) recoversAt() time.Time {
	if f.Record.Falls == 0 || f.stopRequested() {
		return time.Time{}
	}
	return f.Record.FellAt.Add(Backoff(f.Record.Falls))
}

func (f Facts) recovering() bool { return f.recoversAt().After(f.Now) }
