package guestnet

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// Network is a bridge with a range of addresses. The first address is the
// bridge's own.
type Network struct {
	bridge string
	prefix netip.Prefix

	mu sync.Mutex
	// given are addresses that a hypervisor may not show yet.
	given map[types.UID]string
}

// Parse reads BRIDGE,CIDR.
func Parse(s string) (*Network, error) {
	bridge, cidr, ok := strings.Cut(s, ",")
	if !ok || bridge == "" {
		return nil, fmt.Errorf("%q is not of the form BRIDGE,CIDR", s)
	}
	prefix, err := netip.ParsePrefix(cidr)
	if err != nil {
		return nil, fmt.Errorf("%q is no range of addresses: %w", cidr, err)
	}
	if !prefix.Addr().Is4() || prefix.Bits() > 29 {
		return nil, fmt.Errorf("%q is no IPv4 range of at least eight addresses", cidr)
	}
	return &Network{bridge: bridge, prefix: prefix.Masked(), given: map[types.UID]string{}}, nil
}

// NIC is the interface of m. The address that it has stays. A new one is derived
// from its UID, or is the next free one after that: a machine made anew gets the
// same address while nobody else took it.
func (n *Network) NIC(m driver.Machine, has string, taken []string) (*driver.NIC, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	nic := &driver.NIC{Bridge: n.bridge, MAC: mac(m.UID), Address: has, Gateway: n.prefix.Addr().Next().String()}
	if nic.Address == "" {
		nic.Address = n.given[m.UID]
	}
	if nic.Address == "" {
		nic.Address = n.free(m.UID, slices.AppendSeq(taken, maps.Values(n.given)))
	}
	if nic.Address == "" {
		return nil, &driver.Rejected{
			Reason:  compute.ReasonHostRejected,
			Message: fmt.Sprintf("no address of %s is free; ask the host's operator for a larger --guest-network", n.prefix),
		}
	}
	n.given[m.UID] = nic.Address
	return nic, nil
}

// Release lets others have the address of a machine that is gone.
func (n *Network) Release(uid types.UID) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.given, uid)
}

// free is an address that nobody has; empty when there is none.
func (n *Network) free(uid types.UID, taken []string) string {
	sum := sha256.Sum256([]byte(uid))
	size := uint32(1) << (32 - n.prefix.Bits())
	// Not to be given: the range's own name, the bridge's address, and everybody's.
	const first, others = 2, 3
	for i := range size - others {
		offset := first + (binary.BigEndian.Uint32(sum[:])+i)%(size-others)
		if a := n.at(offset); !slices.Contains(taken, a) {
			return a
		}
	}
	return ""
}

func (n *Network) at(offset uint32) string {
	b := n.prefix.Addr().As4()
	binary.BigEndian.PutUint32(b[:], binary.BigEndian.Uint32(b[:])+offset)
	return netip.PrefixFrom(netip.AddrFrom4(b), n.prefix.Bits()).String()
}

// mac is a hardware address in QEMU's range.
func mac(uid types.UID) string {
	sum := sha256.Sum256([]byte(uid))
	return fmt.Sprintf("52:54:00:%02x:%02x:%02x", sum[0], sum[1], sum[2])
}
