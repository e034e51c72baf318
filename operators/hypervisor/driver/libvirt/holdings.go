//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"fmt"

	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

// Holdings implements driver.Observer: every file of the store, whether a domain
// uses it or not, and what domains use or keep beside it.
func (d *Driver) Holdings(ctx context.Context) ([]driver.Holding, error) {
	held, err := d.disks.Holdings()
	if err != nil {
		return nil, err
	}
	used, err := call(ctx, d.link, d.usedByDomains)
	if err != nil {
		return nil, fmt.Errorf("asking what domains hold: %w", err)
	}
	return append(held, used...), nil
}

func (d *Driver) usedByDomains(c *binding.Connect) ([]driver.Holding, error) {
	domains, err := c.ListAllDomains(0)
	if err != nil {
		return nil, err
	}
	var held []driver.Holding
	for i := range domains {
		used, err := d.usedBy(&domains[i])
		free(&domains[i])
		if is(err, binding.ERR_NO_DOMAIN) { // it is gone by now
			continue
		}
		if err != nil {
			return nil, err
		}
		held = append(held, used...)
	}
	return held, nil
}

// usedBy is what a domain has outside the store, and its snapshots. A domain that
// is not the platform's has no machine; its bytes are nobody's.
func (d *Driver) usedBy(dom *binding.Domain) ([]driver.Holding, error) {
	tag, err := tagOf(dom)
	if err != nil && !errors.Is(err, errForeign) {
		return nil, err
	}
	definition, err := dom.GetXMLDesc(0)
	if err != nil {
		return nil, err
	}
	sources, err := domainxml.Sources(definition)
	if err != nil {
		return nil, err
	}
	var held []driver.Holding
	for _, file := range sources {
		if _, ours := d.disks.Within(file); !ours {
			held = append(held, driver.Holding{Kind: whereabouts.Disk, Resource: file, Machine: tag.UID})
		}
	}
	snapshots, err := dom.SnapshotListNames(0)
	if err != nil {
		return nil, err
	}
	name, err := dom.GetName()
	for _, s := range snapshots {
		held = append(held, driver.Holding{Kind: whereabouts.Snapshot, Resource: name + "@" + s, Machine: tag.UID})
	}
	return held, err
}
