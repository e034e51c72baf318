package record

import (
	"time"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// slew is how far ahead a moment may lie that the clock was only adjusted since.
const slew = 5 * time.Second

// calm is how long a machine must run before its earlier falls are forgiven.
const calm = 10 * time.Minute

// Record is what is remembered of a machine. The zero value remembers nothing.
type Record struct {
	// StartedAt is when the last known run began.
	StartedAt time.Time `json:"startedAt,omitzero"`
	// LogOffset is the size that the serial log had then.
	LogOffset int64 `json:"logOffset,omitempty"`
	// Starting is set before a start and cleared when its run has been seen.
	Starting bool `json:"starting,omitempty"`
	// RunID is the driver's name of the run. Empty while the machine is down.
	RunID string `json:"runID,omitempty"`
	// StopRequestedAt is when the current run was first asked to end. It stays
	// until the next start: the stop was not a fall.
	StopRequestedAt time.Time `json:"stopRequestedAt,omitzero"`
	// Falls is how many runs in a row ended without being asked to.
	Falls int `json:"falls,omitempty"`
	// FellAt is when the last one did, as far as was noticed.
	FellAt time.Time `json:"fellAt,omitzero"`
}

// Begin is the record before a start: intent goes before effect, so that a start
// whose agent was killed is still known as its own.
func (r Record) Begin(now time.Time, logSize int64) Record {
	return Record{StartedAt: now, LogOffset: logSize, Starting: true, Falls: r.Falls, FellAt: r.FellAt}
}

// AskToStop is the record before the run is asked to end.
func (r Record) AskToStop(now time.Time) Record {
	if r.StopRequestedAt.IsZero() {
		r.StopRequestedAt = now
	}
	return r
}

// Keep is the record when the run shall go on after all.
func (r Record) Keep() Record {
	r.StopRequestedAt = time.Time{}
	return r
}

// Follow is the record after an observation at now. logSize is the size of the
// serial log. What nobody can tell changes nothing.
func (r Record) Follow(o driver.Observation, now time.Time, logSize int64) Record {
	r = r.notAhead(now)
	switch {
	case o.Presence == driver.Unknown:
		return r
	case o.Up():
		return r.up(o.RunID, now, logSize)
	default:
		return r.down(now)
	}
}

// notAhead takes moments that lie ahead for now: the clock was set back since, and
// no wait may become longer by that.
func (r Record) notAhead(now time.Time) Record {
	for _, at := range []*time.Time{&r.StartedAt, &r.StopRequestedAt, &r.FellAt} {
		if at.Sub(now) > slew {
			*at = now
		}
	}
	return r
}

func (r Record) up(runID string, now time.Time, logSize int64) Record {
	switch {
	case r.Starting:
		r.Starting, r.RunID = false, runID
	case r.RunID != runID:
		// Somebody else started it: what the guest said before does not count.
		return Record{StartedAt: now, LogOffset: logSize, RunID: runID, Falls: r.Falls, FellAt: r.FellAt}
	case now.Sub(r.StartedAt) >= calm:
		r.Falls, r.FellAt = 0, time.Time{}
	}
	return r
}

func (r Record) down(now time.Time) Record {
	if !r.Starting && r.RunID == "" {
		return r
	}
	r.Starting, r.RunID = false, ""
	if r.StopRequestedAt.IsZero() {
		r.Falls++
		r.FellAt = now
	}
	return r
}
