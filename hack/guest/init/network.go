package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/govtech-kz/ikp/hack/guest/seed"
)

// configureNetwork brings up the loopback and what the seed asks for. Without a
// network-config nothing else is touched.
func configureNetwork(config []byte) error {
	problems := []error{bringUp("lo")}
	if len(config) == 0 {
		return errors.Join(problems...)
	}
	links, err := seed.ParseNetwork(config)
	if err != nil {
		return errors.Join(append(problems, err)...)
	}
	for _, l := range links {
		problems = append(problems, configureLink(l))
	}
	return errors.Join(problems...)
}

func configureLink(l seed.Link) error {
	name, err := findInterface(l)
	if err != nil {
		return err
	}
	if err := bringUp(name); err != nil {
		return err
	}
	for _, a := range l.Addresses {
		if err := setAddress(name, a); err != nil {
			return fmt.Errorf("setting %s on %s: %w", a, name, err)
		}
	}
	if !l.Gateway.IsValid() {
		return nil
	}
	if err := addDefaultRoute(l.Gateway); err != nil {
		return fmt.Errorf("routing through %s: %w", l.Gateway, err)
	}
	return nil
}

func findInterface(l seed.Link) (string, error) {
	if l.MAC == "" {
		return l.Name, nil
	}
	interfaces, err := net.Interfaces()
	if err != nil {
		return "", err
	}
	for _, i := range interfaces {
		if strings.EqualFold(i.HardwareAddr.String(), l.MAC) {
			return i.Name, nil
		}
	}
	return "", fmt.Errorf("no interface has the address %s", l.MAC)
}

func bringUp(name string) error {
	return change(name, func(socket int, r *unix.Ifreq) error {
		if err := unix.IoctlIfreq(socket, unix.SIOCGIFFLAGS, r); err != nil {
			return err
		}
		r.SetUint16(r.Uint16() | unix.IFF_UP)
		return unix.IoctlIfreq(socket, unix.SIOCSIFFLAGS, r)
	})
}

func setAddress(name string, p netip.Prefix) error {
	return change(name, func(socket int, r *unix.Ifreq) error {
		if err := r.SetInet4Addr(p.Addr().AsSlice()); err != nil {
			return err
		}
		if err := unix.IoctlIfreq(socket, unix.SIOCSIFADDR, r); err != nil {
			return err
		}
		if err := r.SetInet4Addr(net.CIDRMask(p.Bits(), 32)); err != nil {
			return err
		}
		return unix.IoctlIfreq(socket, unix.SIOCSIFNETMASK, r)
	})
}

// change gives act a socket and a request about one interface.
func change(name string, act func(socket int, r *unix.Ifreq) error) error {
	r, err := unix.NewIfreq(name)
	if err != nil {
		return fmt.Errorf("interface %s: %w", name, err)
	}
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(socket) }()
	if err := act(socket, r); err != nil {
		return fmt.Errorf("interface %s: %w", name, err)
	}
	return nil
}
