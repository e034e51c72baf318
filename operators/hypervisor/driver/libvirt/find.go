//go:build libvirt

package libvirt

import (
	"errors"
	"fmt"

	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

// ours is a domain that carries the platform's tag.
type ours struct {
	*binding.Domain
	tag domainxml.Tag
}

// find is the machine's domain, which the caller frees. ErrNotFound when nobody
// has its identity; *driver.Conflict when somebody else has.
func (d *Driver) find(c *binding.Connect, uid types.UID) (*ours, error) {
	if twins := d.twinsOf(uid); twins != nil {
		return nil, twins
	}
	dom, err := c.LookupDomainByUUIDString(string(uid))
	if is(err, binding.ERR_NO_DOMAIN) {
		return nil, nameIsFree(c, uid)
	}
	if err != nil {
		return nil, err
	}
	o, err := own(dom, uid)
	if err != nil {
		free(dom)
		return nil, err
	}
	return o, nil
}

// nameIsFree is ErrNotFound, unless a stranger has the machine's name.
func nameIsFree(c *binding.Connect, uid types.UID) error {
	dom, err := c.LookupDomainByName(domainxml.Name(uid))
	if is(err, binding.ERR_NO_DOMAIN) {
		return driver.ErrNotFound
	}
	if err != nil {
		return err
	}
	free(dom)
	return &driver.Conflict{UID: uid, Claims: []string{domainxml.Name(uid)}}
}

// own checks that the domain with a machine's UUID is the machine's.
func own(dom *binding.Domain, uid types.UID) (*ours, error) {
	name, err := dom.GetName()
	if err != nil {
		return nil, err
	}
	tag, err := tagOf(dom)
	if err != nil && !errors.Is(err, errForeign) {
		return nil, err
	}
	if errors.Is(err, errForeign) || tag.UID != uid || name != domainxml.Name(uid) {
		return nil, &driver.Conflict{UID: uid, Claims: []string{name}}
	}
	return &ours{Domain: dom, tag: tag}, nil
}

// errForeign: the domain does not carry the platform's tag.
var errForeign = errors.New("the domain is not the platform's")

// tagOf reads a domain's tag.
func tagOf(dom *binding.Domain) (domainxml.Tag, error) {
	element, err := dom.GetMetadata(binding.DOMAIN_METADATA_ELEMENT, domainxml.Namespace, binding.DOMAIN_AFFECT_CURRENT)
	if is(err, binding.ERR_NO_DOMAIN_METADATA) {
		return domainxml.Tag{}, errForeign
	}
	if err != nil {
		return domainxml.Tag{}, err
	}
	tag, err := domainxml.ParseTag(element)
	if err != nil {
		return domainxml.Tag{}, fmt.Errorf("%w: %w", errForeign, err)
	}
	return tag, nil
}

// free gives a domain's handle back; it fails on a nil handle alone.
func free(dom *binding.Domain) { _ = dom.Free() }
