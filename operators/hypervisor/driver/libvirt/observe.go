//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// Observe implements driver.Observer.
func (d *Driver) Observe(ctx context.Context, uid types.UID) driver.Observation {
	o, err := call(ctx, d.link, func(c *binding.Connect) (driver.Observation, error) {
		dom, err := d.find(c, uid)
		if err != nil {
			return driver.Observation{}, err
		}
		defer free(dom.Domain)
		return observe(dom)
	})
	switch {
	case errors.Is(err, driver.ErrNotFound), is(err, binding.ERR_NO_DOMAIN):
		return driver.Observation{UID: uid, Presence: driver.Absent}
	case err != nil:
		return driver.UnknownBecause(uid, fmt.Errorf("observing machine %s: %w", uid, err))
	}
	return o
}

func observe(dom *ours) (driver.Observation, error) {
	o := driver.Observation{
		UID: dom.tag.UID, Presence: driver.Present, Resources: dom.tag.Resources, Address: dom.tag.Address,
	}
	state, reason, err := dom.GetState()
	if err != nil {
		return o, err
	}
	o.State = stateOf(state)
	if o.State == driver.Stopped {
		o.Cause = causeOf(state, reason)
		return o, nil
	}
	id, err := dom.GetID()
	if err != nil {
		// It stopped between the two questions: the next look will tell.
		return o, fmt.Errorf("asking for the run of domain %s: %w", dom.tag.UID, err)
	}
	o.RunID = strconv.FormatUint(uint64(id), 10)
	o.Cable, err = cable(dom)
	return o, err
}

// stateOf: a guest that is going down still holds its processors and memory.
func stateOf(s binding.DomainState) driver.State {
	switch s {
	case binding.DOMAIN_RUNNING, binding.DOMAIN_BLOCKED, binding.DOMAIN_SHUTDOWN:
		return driver.Running
	case binding.DOMAIN_PAUSED, binding.DOMAIN_PMSUSPENDED:
		return driver.Paused
	}
	return driver.Stopped
}

func causeOf(s binding.DomainState, reason int) driver.Cause {
	if s == binding.DOMAIN_CRASHED {
		return driver.Crashed
	}
	switch binding.DomainShutoffReason(reason) {
	case binding.DOMAIN_SHUTOFF_SHUTDOWN:
		return driver.GuestShutdown
	case binding.DOMAIN_SHUTOFF_DESTROYED:
		return driver.PoweredOff
	case binding.DOMAIN_SHUTOFF_CRASHED, binding.DOMAIN_SHUTOFF_FAILED, binding.DOMAIN_SHUTOFF_DAEMON:
		return driver.Crashed
	}
	return driver.NeverStarted
}
