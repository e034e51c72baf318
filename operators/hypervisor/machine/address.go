package machine

import (
	"net/netip"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// addressOf is a machine's address without its prefix length.
func addressOf(o driver.Observation) (string, bool) {
	prefix, err := netip.ParsePrefix(o.Address)
	if err != nil {
		return "", false
	}
	return prefix.Addr().String(), true
}
