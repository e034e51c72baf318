package agent

import (
	"time"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/journal"
)

// meter enters what an observation says about a machine's use. A domain that
// vanished while its object lives still has its disks: it counts as stopped.
// What nobody can tell changes nothing.
func meter(j *journal.Journal, o driver.Observation, now time.Time) error {
	switch {
	case o.Up():
		return j.Record(o.UID, subresources.UsageRunning, o.Resources, now)
	case o.Presence == driver.Present:
		return j.Record(o.UID, subresources.UsageStopped, o.Resources, now)
	case o.Presence == driver.Absent:
		return meterVanished(j, o, now)
	}
	return nil
}

func meterVanished(j *journal.Journal, o driver.Observation, now time.Time) error {
	last, ok := j.Last(o.UID)
	if !ok || last.State != subresources.UsageRunning {
		return nil
	}
	return j.Record(o.UID, subresources.UsageStopped, vector(last), now)
}
