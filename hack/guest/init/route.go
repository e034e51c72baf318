package main

import (
	"encoding/binary"
	"net/netip"

	"golang.org/x/sys/unix"
)

// addDefaultRoute asks the kernel, by netlink, to send everything through a gateway.
func addDefaultRoute(gateway netip.Addr) error {
	socket, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(socket) }()
	if err = unix.Sendto(socket, defaultRouteRequest(gateway), 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return err
	}
	answer := make([]byte, unix.Getpagesize())
	n, _, err := unix.Recvfrom(socket, answer, 0)
	if err != nil {
		return err
	}
	return netlinkError(answer[:n])
}

// defaultRouteRequest is a header, a route message and the gateway as its one
// attribute, in the kernel's byte order.
func defaultRouteRequest(gateway netip.Addr) []byte {
	const attributeLength = unix.SizeofRtAttr + 4
	const length = unix.SizeofNlMsghdr + unix.SizeofRtMsg + attributeLength
	b := binary.NativeEndian.AppendUint32(nil, length)
	b = binary.NativeEndian.AppendUint16(b, unix.RTM_NEWROUTE)
	b = binary.NativeEndian.AppendUint16(b, unix.NLM_F_REQUEST|unix.NLM_F_CREATE|unix.NLM_F_REPLACE|unix.NLM_F_ACK)
	b = append(b, make([]byte, 8)...) // sequence and port do not matter: one request, one answer
	b = append(b, unix.AF_INET, 0, 0, 0, unix.RT_TABLE_MAIN, unix.RTPROT_STATIC, unix.RT_SCOPE_UNIVERSE, unix.RTN_UNICAST)
	b = binary.NativeEndian.AppendUint32(b, 0)
	b = binary.NativeEndian.AppendUint16(b, attributeLength)
	b = binary.NativeEndian.AppendUint16(b, unix.RTA_GATEWAY)
	return append(b, gateway.AsSlice()...)
}

// netlinkError reads the kernel's acknowledgement: a negative error number or 0.
func netlinkError(answer []byte) error {
	if len(answer) < unix.SizeofNlMsghdr+4 {
		return unix.EBADMSG
	}
	if code := int32(binary.NativeEndian.Uint32(answer[unix.SizeofNlMsghdr:])); code != 0 {
		return unix.Errno(-code)
	}
	return nil
}
