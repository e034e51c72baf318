package guestnet

import (
	"crypto/sha256"
	"fmt"
	"net/netip"
	"strings"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// Network is a bridge with a range of addresses. The first address is the
// bridge's own.
type Network struct {
	bridge string
	prefix netip.Prefix
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
	return &Network{bridge: bridge, prefix: prefix.Masked()}, nil
}

// NIC is the interface of m. Its address is derived from its UID, and the next
// free one after that if another machine has it: a machine made anew gets the
// same address while nobody else took it.
func (n *Network) NIC(m driver.Machine, taken []string) (*driver.NIC, error) {
	gateway := n.prefix.Addr().Next()
	used := map[string]bool{n.with(gateway): true}
	for _, a := range taken {
		used[a] = true
	}
	sum := sha256.Sum256([]byte(m.UID))
	size := uint32(1) << (32 - n.prefix.Bits())
	start := uint32(sum[0])<<24 | uint32(sum[1])<<16 | uint32(sum[2])<<8 | uint32(sum[3])
	for i := range size {
		offset := (start + i) % size
		if offset == 0 || offset == size-1 { // the range's name, and everybody
			continue
		}
		address := n.with(n.at(offset))
		if !used[address] {
			return &driver.NIC{Bridge: n.bridge, MAC: mac(m.UID), Address: address, Gateway: gateway.String()}, nil
		}
	}
	return nil, &driver.Rejected{
		Reason:  compute.ReasonHostRejected,
		Message: fmt.Sprintf("no address of %s is free; ask the host's operator for a larger --guest-network", n.prefix),
	}
}

func (n *Network) with(a netip.Addr) string { return netip.PrefixFrom(a, n.prefix.Bits()).String() }

func (n *Network) at(offset uint32) netip.Addr {
	b := n.prefix.Addr().As4()
	v := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	v += offset
	return netip.AddrFrom4([4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)})
}

// mac is a hardware address in QEMU's range.
func mac(uid types.UID) string {
	sum := sha256.Sum256([]byte(uid))
	return fmt.Sprintf("52:54:00:%02x:%02x:%02x", sum[0], sum[1], sum[2])
}
