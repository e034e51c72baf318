package node

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
)

// linkRange is set aside for testing networks (RFC 2544): no network in use has
// these addresses.
var linkRange = netip.MustParsePrefix("198.18.0.0/15")

// linkBits leaves room for the two ends of a cable.
const linkBits = 30

// ChooseLink finds addresses for the cable between machine and node that the
// machine does not use. Where the search begins depends on the folder: two nodes
// that are set up at one moment do not choose the same.
func ChooseLink(dir string) (netip.Prefix, error) {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("listing the machine's addresses: %w", err)
	}
	var used []netip.Prefix
	for _, a := range addresses {
		if p, err := netip.ParsePrefix(a.String()); err == nil {
			used = append(used, p)
		}
	}
	return freeLink(dir, used)
}

func freeLink(dir string, used []netip.Prefix) (netip.Prefix, error) {
	count := uint32(1) << (linkBits - linkRange.Bits())
	first := sha256.Sum256([]byte(dir))
	start := binary.BigEndian.Uint32(first[:4])
	base := linkRange.Addr().As4()
	for i := range count {
		n := (start + i) % count
		var a [4]byte
		binary.BigEndian.PutUint32(a[:], binary.BigEndian.Uint32(base[:])+n<<(32-linkBits))
		link := netip.PrefixFrom(netip.AddrFrom4(a), linkBits)
		if !overlapsAny(link, used) {
			return link, nil
		}
	}
	return netip.Prefix{}, fmt.Errorf("the machine uses every address of %s", linkRange)
}

func overlapsAny(p netip.Prefix, used []netip.Prefix) bool {
	for _, u := range used {
		if p.Overlaps(u) {
			return true
		}
	}
	return false
}
