//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"fmt"

	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

// List implements driver.Observer.
func (d *Driver) List(ctx context.Context) (driver.Inventory, error) {
	inventory, err := call(ctx, d.link, d.list)
	if err != nil {
		return driver.Inventory{}, fmt.Errorf("listing domains: %w", err)
	}
	return inventory, nil
}

// list also notes the identities that are claimed twice, so that nobody acts on
// them until the next listing.
func (d *Driver) list(c *binding.Connect) (driver.Inventory, error) {
	domains, err := c.ListAllDomains(0)
	if err != nil {
		return driver.Inventory{}, err
	}
	var inventory driver.Inventory
	claims := map[types.UID][]claim{}
	for i := range domains {
		got, err := claimOf(&domains[i])
		free(&domains[i])
		switch {
		case err == nil:
			claims[got.seen.UID] = append(claims[got.seen.UID], got)
		case errors.Is(err, errForeign):
			inventory.Foreign++
		case is(err, binding.ERR_NO_DOMAIN, binding.ERR_OPERATION_INVALID): // it has just changed: an event follows
		default:
			return driver.Inventory{}, err
		}
	}
	twins := map[types.UID]*driver.Conflict{}
	for uid, all := range claims {
		o, conflict := judge(uid, all)
		if conflict != nil {
			twins[uid] = conflict
			inventory.Conflicts = append(inventory.Conflicts, conflict)
		}
		inventory.Machines = append(inventory.Machines, o)
	}
	d.setTwins(twins)
	return inventory, nil
}

// claim is a domain's claim to be a machine.
type claim struct {
	name, uuid string
	seen       driver.Observation
}

func claimOf(dom *binding.Domain) (claim, error) {
	tag, err := tagOf(dom)
	if err != nil {
		return claim{}, err
	}
	name, err := dom.GetName()
	if err != nil {
		return claim{}, err
	}
	uuid, err := dom.GetUUIDString()
	if err != nil {
		return claim{}, err
	}
	o, err := observe(&ours{Domain: dom, tag: tag})
	return claim{name: name, uuid: uuid, seen: o}, err
}

// judge believes a claim that is the only one and under the right name.
func judge(uid types.UID, claims []claim) (driver.Observation, *driver.Conflict) {
	if len(claims) == 1 && claims[0].uuid == string(uid) && claims[0].name == domainxml.Name(uid) {
		return claims[0].seen, nil
	}
	conflict := &driver.Conflict{UID: uid}
	for _, c := range claims {
		conflict.Claims = append(conflict.Claims, c.name)
	}
	return driver.UnknownBecause(uid, conflict), conflict
}

func (d *Driver) setTwins(twins map[types.UID]*driver.Conflict) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.twins = twins
}

// twinsOf is nil, not a typed nil, for a machine that is claimed once.
func (d *Driver) twinsOf(uid types.UID) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c, ok := d.twins[uid]; ok {
		return c
	}
	return nil
}
