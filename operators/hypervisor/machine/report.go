package machine

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// Guest is what is known of a machine's guest.
type Guest struct {
	// Probe is how it says that it is ready; empty when its image is unknown.
	Probe compute.GuestProbe
	// Ready: it has said so in this run.
	Ready bool
	// Err is why it could not be asked, or what it answered; nil otherwise.
	Err error
}

// View is what the status of a machine is made from. Facts.Observed is from
// after the actions.
type View struct {
	Facts
	Guest Guest
	// Outcome is how the last action ended; nil: well.
	Outcome error
}

// bootGrace is how long a host waits for a new guest before it says that it boots:
// one that is quick costs one write instead of two.
const bootGrace = 3 * time.Second

// Booting says that a machine was started well just now, and that its guest owes
// the first word.
func (v View) Booting() bool {
	declared := v.Guest.Probe.Type != "" && v.Guest.Probe.Type != compute.ProbeNone
	begun := v.Record.StartedAt
	return v.Outcome == nil && v.Refusal == nil && v.Observed.Up() && declared && !v.Guest.Ready &&
		!begun.IsZero() && v.Now.Sub(begun) < bootGrace
}

// Status is all that a host says about a machine.
func Status(v View) kit.Report {
	provisioned := v.provisioned()
	guest := v.guestReady()
	return kit.Report{
		Conditions: []metav1.Condition{v.placed(), provisioned, guest, v.ready(provisioned, guest)},
		Fields: map[string]any{
			"powerState": v.Power(),
			"startedAt":  v.startedAt(),
			"addresses":  v.addresses(),
		},
	}
}

// Power is the machine's power state.
func (f Facts) Power() compute.PowerState {
	switch {
	case f.unknown():
		return compute.PowerUnknown
	case f.absent():
		return compute.PowerAbsent
	case f.Observed.State == driver.Running:
		return compute.PowerRunning
	case f.Observed.State == driver.Paused:
		return compute.PowerPaused
	case f.crashed():
		return compute.PowerCrashed
	}
	return compute.PowerStopped
}

// crashed: the last run ended neither by its guest nor by us.
func (f Facts) crashed() bool {
	o := f.Observed
	return o.State == driver.Stopped && !f.stopRequested() &&
		(o.Cause == driver.Crashed || o.Cause == driver.PoweredOff)
}

// startedAt is nil, not a typed nil, when there is no run to speak of.
func (v View) startedAt() any {
	if v.Record.StartedAt.IsZero() || v.Record.Starting {
		return nil
	}
	return metav1.NewTime(v.Record.StartedAt.UTC().Truncate(time.Second))
}

func (v View) addresses() any {
	ip, ok := addressOf(v.Observed)
	if !ok {
		return nil
	}
	return []string{ip}
}
