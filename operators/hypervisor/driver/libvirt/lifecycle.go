//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"fmt"

	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

// undefineFlags take away everything that libvirt keeps beside a definition; it
// refuses to undefine otherwise.
const undefineFlags = binding.DOMAIN_UNDEFINE_MANAGED_SAVE | binding.DOMAIN_UNDEFINE_SNAPSHOTS_METADATA |
	binding.DOMAIN_UNDEFINE_CHECKPOINTS_METADATA | binding.DOMAIN_UNDEFINE_NVRAM

// What differs in libvirt's test driver, which knows fewer flags.

func undefine(dom *ours, p domainxml.Platform) error {
	if p.Pretended() {
		return dom.Undefine()
	}
	return dom.UndefineFlags(undefineFlags)
}

// pressButton does not ask a guest agent, for one that hangs would hold up the
// call.
func pressButton(dom *ours, p domainxml.Platform) error {
	if p.Pretended() {
		return dom.Shutdown()
	}
	return dom.ShutdownFlags(binding.DOMAIN_SHUTDOWN_ACPI_POWER_BTN)
}

// Provision implements driver.Lifecycle.
func (d *Driver) Provision(ctx context.Context, m driver.Machine) error {
	up, err := call(ctx, d.link, func(c *binding.Connect) (bool, error) { return d.isUp(c, m.UID) })
	if err == nil {
		err = driver.Permitted(ctx)
	}
	if err != nil {
		return fmt.Errorf("provisioning machine %s: %w", m.UID, err)
	}
	if up {
		return nil
	}
	made, err := d.disks.Prepare(ctx, m)
	if err != nil {
		return fmt.Errorf("provisioning machine %s: %w", m.UID, err)
	}
	err = do(ctx, d.link, func(c *binding.Connect) error {
		return d.define(ctx, c, domainxml.Spec{
			Machine: m, Disks: made, DirectIO: d.disks.DirectIO(), Dir: d.disks.Dir(m.UID), SerialLog: d.disks.SerialLog(m.UID),
		})
	})
	if err != nil {
		return fmt.Errorf("defining machine %s: %w", m.UID, err)
	}
	return nil
}

// isUp lists first: nothing is made for an identity that is claimed twice.
func (d *Driver) isUp(c *binding.Connect, uid types.UID) (bool, error) {
	if _, err := d.list(c); err != nil {
		return false, err
	}
	dom, err := d.find(c, uid)
	if errors.Is(err, driver.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer free(dom.Domain)
	active, err := dom.IsActive()
	if active || err != nil {
		return active, err
	}
	return false, d.here(dom)
}

// here refuses a machine whose disks are in the state folder of another agent: it
// would get empty ones instead, or leave its own behind. Disks whose folder is no
// more have moved.
func (d *Driver) here(dom *ours) error {
	if d.disks.Holds(dom.tag.Dir) {
		return nil
	}
	return &driver.Rejected{
		Reason: compute.ReasonHostRejected,
		Message: fmt.Sprintf("the machine's disks are in %s, where this agent does not look; run the host's agent with the --state-dir that it had before",
			dom.tag.Dir),
	}
}

func (d *Driver) define(ctx context.Context, c *binding.Connect, s domainxml.Spec) error {
	var err error
	if s.Platform, err = d.platformOf(c); err != nil {
		return err
	}
	definition, err := domainxml.Build(s)
	if err != nil {
		return err
	}
	if err := driver.Permitted(ctx); err != nil {
		return err
	}
	dom, err := c.DomainDefineXML(definition)
	if err != nil {
		return err
	}
	return dom.Free()
}

// Start implements driver.Lifecycle.
func (d *Driver) Start(ctx context.Context, uid types.UID) error {
	return d.onDomain(ctx, "starting", uid, func(_ *binding.Connect, dom *ours) error {
		if active, err := dom.IsActive(); active || err != nil {
			return err
		}
		return dom.Create()
	})
}

// Shutdown implements driver.Lifecycle: it presses the power button.
func (d *Driver) Shutdown(ctx context.Context, uid types.UID) error {
	err := d.onDomain(ctx, "shutting down", uid, func(c *binding.Connect, dom *ours) error {
		if active, err := dom.IsActive(); !active || err != nil {
			return err
		}
		platform, err := d.platformOf(c)
		if err != nil {
			return err
		}
		return pressButton(dom, platform)
	})
	return driver.IgnoreNotFound(err)
}

// PowerOff implements driver.Lifecycle.
func (d *Driver) PowerOff(ctx context.Context, uid types.UID) error {
	err := d.onDomain(ctx, "powering off", uid, func(_ *binding.Connect, dom *ours) error { return destroy(dom) })
	return driver.IgnoreNotFound(err)
}

// destroy ends a run; one that has ended meanwhile is well.
func destroy(dom *ours) error {
	if active, err := dom.IsActive(); !active || err != nil {
		return err
	}
	if err := dom.Destroy(); err != nil && !is(err, binding.ERR_OPERATION_INVALID) {
		return err
	}
	return nil
}

// Remove implements driver.Lifecycle. The domain goes first: disks of a domain
// that may run are not touched.
func (d *Driver) Remove(ctx context.Context, uid types.UID) error {
	err := d.onDomain(ctx, "removing", uid, func(c *binding.Connect, dom *ours) error {
		if err := d.here(dom); err != nil {
			return err
		}
		if err := destroy(dom); err != nil {
			return err
		}
		platform, err := d.platformOf(c)
		if err != nil {
			return err
		}
		if err := undefine(dom, platform); err != nil && !is(err, binding.ERR_NO_DOMAIN) {
			return err
		}
		return d.confirmAbsent(c, uid)
	})
	if err = driver.IgnoreNotFound(err); err == nil {
		err = driver.Permitted(ctx)
	}
	if err != nil {
		return err
	}
	return d.disks.Remove(uid)
}

func (d *Driver) confirmAbsent(c *binding.Connect, uid types.UID) error {
	dom, err := d.find(c, uid)
	if err != nil {
		return err
	}
	free(dom.Domain)
	return fmt.Errorf("the domain is still there")
}

// onDomain acts on the machine's domain, after a listing that shows whether its
// identity is claimed twice. A domain that vanishes meanwhile is ErrNotFound.
func (d *Driver) onDomain(ctx context.Context, doing string, uid types.UID, act func(*binding.Connect, *ours) error) error {
	err := do(ctx, d.link, func(c *binding.Connect) error {
		if _, err := d.list(c); err != nil {
			return err
		}
		dom, err := d.find(c, uid)
		if err != nil {
			return err
		}
		defer free(dom.Domain)
		if err := driver.Permitted(ctx); err != nil {
			return err
		}
		return act(c, dom)
	})
	if is(err, binding.ERR_NO_DOMAIN) {
		err = driver.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("%s machine %s: %w", doing, uid, err)
	}
	return nil
}
