package conformance

import (
	"context"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// Limits of waiting: a loaded machine must not fail a right driver.
const (
	patience = time.Minute
	glance   = 20 * time.Millisecond
)

// Subject is a hypervisor under test, and what a test can do to it from outside.
type Subject struct {
	// Open is a driver on the hypervisor, which outlives it.
	Open func(t *testing.T) driver.Driver
	// Machine is a machine that the hypervisor can run, distinct each time.
	Machine func(t *testing.T) driver.Machine
	// Crash kills a running machine behind the driver's back.
	Crash func(t *testing.T, d driver.Driver, uid types.UID)
	// Twin adds a domain that claims the machine's identity. The driver need not
	// have heard of it before its next listing.
	Twin func(t *testing.T, d driver.Driver, m driver.Machine)
	// Foreign adds a domain that is not ours.
	Foreign func(t *testing.T, d driver.Driver)
	// Restart ends the hypervisor's daemon and starts it again. Nil: it has none.
	Restart func(t *testing.T)
	// Hang has the hypervisor's daemon answer nothing, or go on. Nil: it cannot.
	Hang func(t *testing.T, d driver.Driver, hung bool)
	// Boots: guests really run, say ready on their serial port and obey the power
	// button.
	Boots bool
}

// Run runs the suite.
func Run(t *testing.T, s Subject) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, Subject){
		"an unknown machine is absent, and nothing can be done to it":     absent,
		"a machine is made once and keeps its size until it is made anew": provision,
		"a machine runs, stops and runs again":                            power,
		"a guest goes down when asked":                                    shutdown,
		"a crash is told from a stop":                                     crash,
		"a removed machine leaves nothing":                                remove,
		"a second driver finds the machines of the first":                 reopen,
		"foreign domains are counted and left alone":                      foreign,
		"an identity claimed twice is touched by nobody":                  twin,
		"what a hypervisor has no time to tell is unknown":                unknown,
		"machines outlive the daemon":                                     restart,
		"a daemon that hangs is noticed, and holds nobody up":             hang,
		"who lost the right to act changes nothing":                       permit,
		"a guest speaks on its serial port":                               serial,
		"a host says what it really holds":                                holdings,
	} {
		t.Run(name, func(t *testing.T) { test(t, s) })
	}
}

// made is a driver with a machine that is provisioned and goes with the test.
func made(t *testing.T, s Subject) (driver.Driver, driver.Machine) {
	t.Helper()
	d, m := s.Open(t), s.Machine(t)
	t.Cleanup(func() {
		// The test's own context is over by now.
		if err := d.Remove(context.Background(), m.UID); err != nil {
			if _, ok := driver.AsConflict(err); !ok {
				t.Errorf("removing the machine: %v", err)
			}
		}
	})
	must(t, "provisioning", d.Provision(t.Context(), m))
	return d, m
}

// started is made, and runs.
func started(t *testing.T, s Subject) (driver.Driver, driver.Machine) {
	t.Helper()
	d, m := made(t, s)
	must(t, "starting", d.Start(t.Context(), m.UID))
	return d, m
}

func must(t *testing.T, doing string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", doing, err)
	}
}

// eventually waits until the machine is seen as told.
func eventually(t *testing.T, d driver.Driver, uid types.UID, what string, seen func(driver.Observation) bool) {
	t.Helper()
	var last driver.Observation
	err := wait.PollUntilContextTimeout(t.Context(), glance, patience, true, func(ctx context.Context) (bool, error) {
		last = d.Observe(ctx, uid)
		return seen(last), nil
	})
	if err != nil {
		t.Fatalf("waited in vain until the machine is %s; last seen: %+v", what, last)
	}
}

// told waits until the driver says that the machine has changed.
func told(t *testing.T, d driver.Driver, uid types.UID) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		marked, _, err := d.Changes().Take(ctx)
		must(t, "waiting for an event of the machine", err)
		for _, m := range marked {
			if m == uid {
				return
			}
		}
	}
}
