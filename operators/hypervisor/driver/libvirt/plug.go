//go:build libvirt

package libvirt

import (
	"context"
	"errors"

	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

// cable tells whether a running domain's interface is plugged in.
func cable(dom *ours) (driver.Cable, error) {
	if dom.tag.Address == "" {
		return driver.NoCable, nil
	}
	definition, err := dom.GetXMLDesc(0)
	if err != nil {
		return driver.NoCable, err
	}
	pulled, err := domainxml.Unplugged(definition)
	switch {
	case errors.Is(err, domainxml.ErrNoInterface):
		return driver.NoCable, nil
	case err != nil:
		return driver.NoCable, err
	case pulled:
		return driver.Unplugged, nil
	}
	return driver.Plugged, nil
}

// Plug implements driver.Lifecycle.
func (d *Driver) Plug(ctx context.Context, uid types.UID, in bool) error {
	err := d.onDomain(ctx, "plugging", uid, func(_ *binding.Connect, dom *ours) error {
		if active, err := dom.IsActive(); !active || err != nil {
			return err
		}
		definition, err := dom.GetXMLDesc(0)
		if err != nil {
			return err
		}
		device, err := domainxml.Plug(definition, in)
		if errors.Is(err, domainxml.ErrNoInterface) {
			return nil
		}
		if err != nil {
			return err
		}
		return dom.UpdateDeviceFlags(device, binding.DOMAIN_DEVICE_MODIFY_LIVE)
	})
	return driver.IgnoreNotFound(err)
}
