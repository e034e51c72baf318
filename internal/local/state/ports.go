package state

import (
	"fmt"
	"hash/fnv"
	"net"
	"strconv"
)

// Ports are taken from below the range that kernels hand out to clients, so that
// a chosen port is not lent to somebody else while the control plane is down.
const (
	firstPort = 20000
	lastPort  = 29999
)

// ChoosePorts gives a free port of the loopback interface to each name that has
// none yet. Where the search begins depends on the folder: two control planes
// that start at one moment do not choose the same.
func (s *State) ChoosePorts(dir string, names ...string) error {
	if s.Ports == nil {
		s.Ports = map[string]int{}
	}
	taken := map[int]bool{}
	for _, p := range s.Ports {
		taken[p] = true
	}
	next := start(dir)
	for _, name := range names {
		if s.Ports[name] != 0 {
			continue
		}
		port, err := free(next, taken)
		if err != nil {
			return fmt.Errorf("choosing a port for %s: %w", name, err)
		}
		s.Ports[name], taken[port], next = port, true, port+1
	}
	return nil
}

func start(dir string) int {
	h := fnv.New32a()
	h.Write([]byte(dir))
	return firstPort + int(h.Sum32()%(lastPort-firstPort+1))
}

func free(from int, taken map[int]bool) (int, error) {
	const count = lastPort - firstPort + 1
	for i := range count {
		port := firstPort + (from-firstPort+i)%count
		if !taken[port] && canListen(port) {
			return port, nil
		}
	}
	return 0, fmt.Errorf("every port from %d to %d is in use", firstPort, lastPort)
}

func canListen(port int) bool {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return false
	}
	return l.Close() == nil
}
