package agent

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/journal"
	"github.com/govtech-kz/ikp/operators/hypervisor/machine"
)

// meter enters what an observation says about a machine's use. A domain that
// vanished while its object lives still has its disks: it counts as stopped.
// What nobody can tell changes nothing.
func (c Config) meter(o driver.Observation, now time.Time) error {
	switch {
	case o.Up():
		return c.record(o.UID, subresources.UsageRunning, o.Resources, now)
	case o.Presence == driver.Present:
		return c.record(o.UID, subresources.UsageStopped, o.Resources, now)
	case o.Presence == driver.Absent:
		return c.meterVanished(o, now)
	}
	return nil
}

func (c Config) meterVanished(o driver.Observation, now time.Time) error {
	last, ok := c.Journal.Last(o.UID)
	if !ok || last.State != subresources.UsageRunning {
		return nil
	}
	return c.record(o.UID, subresources.UsageStopped, vector(last), now)
}

// since is when the observed state began, as far as that is known: a run whose agent
// was killed began when that one started it, not when the next one looked.
func since(f machine.Facts) time.Time {
	if f.Observed.Up() && !f.Record.StartedAt.IsZero() {
		return f.Record.StartedAt
	}
	return f.Now
}

// record enters nothing once another agent may meter the host: what this one saw
// is old by then.
func (c Config) record(uid types.UID, state subresources.UsageState, r compute.Resources, at time.Time) error {
	if err := c.Permit(); err != nil {
		return err
	}
	return c.Journal.Record(uid, state, r, at)
}

// permitted is a ledger that hears nothing once another agent may meter the host.
type permitted struct {
	journal.Ledger
	permit func() error
}

// Post implements journal.Ledger.
func (l permitted) Post(ctx context.Context, b *subresources.UsageBatch) (int64, error) {
	if err := l.permit(); err != nil {
		return 0, err
	}
	return l.Ledger.Post(ctx, b)
}
