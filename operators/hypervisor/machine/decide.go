package machine

import (
	"time"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// Action is one thing to do about a machine. Each may be repeated.
type Action string

// What a host can do about a machine.
const (
	// Provision makes the missing disks, the seed and the domain.
	Provision Action = "Provision"
	// Start runs the domain.
	Start Action = "Start"
	// Shutdown asks the guest to go down.
	Shutdown Action = "Shutdown"
	// PowerOff stops the domain without asking its guest.
	PowerOff Action = "PowerOff"
	// Keep takes back a request to stop.
	Keep Action = "Keep"
	// Unplug takes the running domain off the network, Plug back to it.
	Unplug Action = "Unplug"
	Plug   Action = "Plug"
	// Remove takes away domain and disks.
	Remove Action = "Remove"
)

const (
	// StopGrace is how long a guest may take to go down when asked.
	StopGrace = 60 * time.Second
	// nudge is how often a guest that shall go down, or a hypervisor that did not
	// answer, is asked again: one that was still booting has not heard the first time.
	nudge = 5 * time.Second

	firstBackoff = 5 * time.Second
	longBackoff  = 5 * time.Minute
)

// Backoff is the pause before a machine that fell is started again: 5 s, 10 s,
// 20 s … 5 min.
func Backoff(falls int) time.Duration {
	d := firstBackoff
	for i := 1; i < falls && d < longBackoff; i++ {
		d *= 2
	}
	return min(d, longBackoff)
}

// Decision is what to do now and when to look again.
type Decision struct {
	// State is the name of the row that decided.
	State   string
	Actions []Action
	// After is when to look again; 0: when something changes.
	After time.Duration
}

// row of the table of states: the first that holds decides.
type row struct {
	state string
	holds func(Facts) bool
	do    []Action
	after func(Facts) time.Duration
}

var rows = []row{
	{"unknown", Facts.unknown, nil, again},
	{"deleting", func(f Facts) bool { return f.Deleting }, []Action{Remove}, nil},
	{"off the network", func(f Facts) bool { return f.Quarantined && f.Observed.Cable == driver.Plugged }, []Action{Unplug}, again},
	{"back to the network", func(f Facts) bool { return !f.Quarantined && f.Observed.Cable == driver.Unplugged }, []Action{Plug}, again},
	{"powering off", func(f Facts) bool { return f.mustStop() && f.graceOver() }, []Action{PowerOff}, again},
	{"shutting down", Facts.mustStop, []Action{Shutdown}, again},
	{"kept", func(f Facts) bool { return f.up() && f.stopRequested() }, []Action{Keep}, untilRestart},
	{"running", Facts.up, nil, untilRestart},
	{"halted", func(f Facts) bool { return f.halted() && f.asDefined() }, nil, nil},
	{"waiting", func(f Facts) bool { return !f.mayStart() }, nil, nil},
	{"preparing", Facts.halted, []Action{Provision}, nil},
	{"resting", Facts.rests, nil, untilRestart},
	{"recovering", Facts.recovering, nil, func(f Facts) time.Duration { return f.recoversAt().Sub(f.Now) }},
	{"starting", func(Facts) bool { return true }, []Action{Provision, Start}, nil},
}

// Decide is the table of states: it says what the facts call for. Nothing
// follows from not knowing.
func Decide(f Facts) Decision {
	for _, r := range rows {
		if !r.holds(f) {
			continue
		}
		d := Decision{State: r.state, Actions: r.do}
		if r.after != nil {
			d.After = r.after(f)
		}
		return d
	}
	return Decision{}
}

// again is when to look whether the hypervisor or the guest has followed.
func again(Facts) time.Duration { return nudge }

// untilRestart is the time until a restart that was asked for the future.
func untilRestart(f Facts) time.Duration { return max(0, f.RestartedAt.Sub(f.Now)) }
