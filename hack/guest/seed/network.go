package seed

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// Link is how one network interface shall be set up.
type Link struct {
	// Name is the key in the file; it is the interface's name where MAC is empty.
	Name string
	// MAC is the address the interface is found by, in lower case. May be empty.
	MAC string
	// Addresses are the static IPv4 addresses.
	Addresses []netip.Prefix
	// Gateway is the way out; the zero value where there is none.
	Gateway netip.Addr
}

// networkConfig is the part of network-config version 2 that guests understand.
type networkConfig struct {
	Version   int                 `json:"version"`
	Ethernets map[string]ethernet `json:"ethernets"`
}

type ethernet struct {
	Match struct {
		MAC string `json:"macaddress"`
	} `json:"match"`
	Addresses []string `json:"addresses"`
	Gateway4  string   `json:"gateway4"`
	Routes    []route  `json:"routes"`
}

type route struct {
	To  string `json:"to"`
	Via string `json:"via"`
}

// ParseNetwork reads the file network-config, version 2, bare or under the key
// network. IPv6 addresses are left out: the guest speaks IPv4.
func ParseNetwork(text []byte) ([]Link, error) {
	var file struct {
		networkConfig
		Network *networkConfig `json:"network"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("reading network-config: %w", err)
	}
	config := file.networkConfig
	if file.Network != nil {
		config = *file.Network
	}
	if config.Version != 2 {
		return nil, fmt.Errorf("reading network-config: version %d is not known, only 2 is", config.Version)
	}
	links := make([]Link, 0, len(config.Ethernets))
	for name, e := range config.Ethernets {
		l, err := e.link(name)
		if err != nil {
			return nil, fmt.Errorf("reading network-config of %q: %w", name, err)
		}
		links = append(links, l)
	}
	slices.SortFunc(links, func(a, b Link) int { return cmp.Compare(a.Name, b.Name) })
	return links, nil
}

func (e ethernet) link(name string) (Link, error) {
	l := Link{Name: name, MAC: strings.ToLower(e.Match.MAC)}
	for _, a := range e.Addresses {
		p, err := netip.ParsePrefix(a)
		if err != nil {
			return Link{}, err
		}
		if p.Addr().Is4() {
			l.Addresses = append(l.Addresses, p)
		}
	}
	via := e.gateway()
	if via == "" {
		return l, nil
	}
	gateway, err := netip.ParseAddr(via)
	if err != nil {
		return Link{}, err
	}
	if gateway.Is4() {
		l.Gateway = gateway
	}
	return l, nil
}

// gateway prefers a default route: gateway4 is the older spelling.
func (e ethernet) gateway() string {
	for _, r := range e.Routes {
		if r.To == "default" || r.To == "0.0.0.0/0" {
			return r.Via
		}
	}
	return e.Gateway4
}
