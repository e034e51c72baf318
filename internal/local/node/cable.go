package node

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
)

// outsidePort is where the machine's end of the cable listens: see Layout.Outside.
const outsidePort = 10999

// plug connects the node's network with the machine. Process 1 is in the
// machine's network, so that is where the other end goes. It ends with the node.
func (l Layout) plug(s *space) error {
	bits := fmt.Sprintf("/%d", l.Link.Bits())
	err := s.do(func() error {
		return run([]string{
			"ip link set lo up",
			"ip addr add " + serviceHost() + "/32 dev lo",
			"ip link add eth0 type veth peer name " + l.Tag() + " netns 1",
			"ip addr add " + l.Address().String() + bits + " dev eth0",
			"ip link set eth0 up",
			"ip route add default via " + l.machine().String(),
		})
	})
	if err != nil {
		return err
	}
	return run([]string{"ip addr add " + l.machine().String() + bits + " dev " + l.Tag(), "ip link set " + l.Tag() + " up"})
}

// kernelSettings make the node route between its pods, over IPv4 alone: there
// is no way around its rules.
var kernelSettings = map[string]string{
	"/proc/sys/net/ipv4/ip_forward":                  "1",
	"/proc/sys/net/ipv6/conf/all/disable_ipv6":       "1",
	"/proc/sys/net/ipv6/conf/default/disable_ipv6":   "1",
	"/proc/sys/net/ipv4/conf/default/send_redirects": "0",
	"/proc/sys/net/ipv4/conf/default/rp_filter":      "1",
}

func setKernel() error {
	for file, value := range kernelSettings {
		if err := os.WriteFile(file, []byte(value), 0o600); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("setting up the node's network: %w", err)
		}
	}
	return nil
}

func serviceHost() string {
	host, _, err := net.SplitHostPort(ServiceAddress)
	if err != nil {
		panic(err) // it is a constant
	}
	return host
}

func run(commands []string) error {
	for _, c := range commands {
		words := strings.Fields(c)
		if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", c, err, strings.TrimSpace(string(out)))
		}
	}
	return nil
}
