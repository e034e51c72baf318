package probe

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
)

// patience is how long one answer may take.
const patience = 2 * time.Second

// Prober asks the guests of one host.
type Prober struct {
	guests driver.Guest

	mu   sync.Mutex
	scan map[types.UID]scan
}

// scan is how far a machine's serial log has been read in one run.
type scan struct {
	runID string
	next  int64
	found bool
}

// New is a prober of these guests.
func New(guests driver.Guest) *Prober {
	return &Prober{guests: guests, scan: map[types.UID]scan{}}
}

// Ask reports whether the guest of a running machine is ready. The error says
// why it is not, as far as that is known.
func (p *Prober) Ask(ctx context.Context, probe compute.GuestProbe, o driver.Observation, r record.Record) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	switch probe.Type {
	case compute.ProbeSerial:
		return p.serial(ctx, probe.Pattern, o, r)
	case compute.ProbeGuestAgent:
		err := p.guests.Ping(ctx, o.UID)
		return err == nil, err
	case compute.ProbeTCP:
		return dial(ctx, o.Address, probe.Port)
	}
	return false, nil
}

// Forget drops what is remembered of a machine.
func (p *Prober) Forget(uid types.UID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.scan, uid)
}

// serial reads on where it stopped: a line that was said once in a run stays said.
func (p *Prober) serial(ctx context.Context, pattern string, o driver.Observation, r record.Record) (bool, error) {
	p.mu.Lock()
	s := p.scan[o.UID]
	p.mu.Unlock()
	if s.runID != o.RunID {
		s = scan{runID: o.RunID, next: r.LogOffset}
	}
	if s.found {
		return true, nil
	}
	log, err := p.guests.OpenLog(ctx, o.UID)
	if err != nil {
		return false, driver.IgnoreNotFound(err)
	}
	defer func() { _ = log.Close() }()
	if s.next, s.found, err = find(log, s.next, pattern); err != nil {
		return false, fmt.Errorf("reading the serial log of machine %s: %w", o.UID, err)
	}
	p.mu.Lock()
	p.scan[o.UID] = s
	p.mu.Unlock()
	return s.found, nil
}

func dial(ctx context.Context, address string, port int32) (bool, error) {
	prefix, err := netip.ParsePrefix(address)
	if err != nil {
		return false, fmt.Errorf("the machine has no address to connect to: run the host's agent with --guest-network, or choose an image with another probe")
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort(prefix.Addr().String(), strconv.Itoa(int(port))))
	if err != nil {
		return false, fmt.Errorf("connecting to the guest: %w", err)
	}
	return true, conn.Close()
}
