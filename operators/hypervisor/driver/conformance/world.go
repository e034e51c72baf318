package conformance

import (
	"bytes"
	"context"
	"io"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// seen is a machine in a driver's listing.
func seen(t *testing.T, d driver.Driver, uid types.UID) (o driver.Observation, foreign int) {
	t.Helper()
	inventory, err := d.List(t.Context())
	must(t, "listing", err)
	i := slices.IndexFunc(inventory.Machines, func(o driver.Observation) bool { return o.UID == uid })
	if i < 0 {
		t.Fatalf("the machine is not among %+v", inventory.Machines)
	}
	return inventory.Machines[i], inventory.Foreign
}

func reopen(t *testing.T, s Subject) {
	first, m := started(t, s)
	second := s.Open(t)
	if diff := cmp.Diff(first.Observe(t.Context(), m.UID), second.Observe(t.Context(), m.UID)); diff != "" {
		t.Errorf("the drivers see different things (-first +second):\n%s", diff)
	}
	listed, _ := seen(t, second, m.UID)
	if diff := cmp.Diff(first.Observe(t.Context(), m.UID), listed); diff != "" {
		t.Errorf("the listing says something else (-observed +listed):\n%s", diff)
	}
}

func foreign(t *testing.T, s Subject) {
	d, m := made(t, s)
	_, before := seen(t, d, m.UID)
	s.Foreign(t, d)
	if _, after := seen(t, d, m.UID); after != before+1 {
		t.Errorf("%d foreign domains, want %d", after, before+1)
	}
	must(t, "removing", d.Remove(t.Context(), m.UID))
	inventory, err := d.List(t.Context())
	must(t, "listing", err)
	if inventory.Foreign != before+1 {
		t.Errorf("%d foreign domains are left, want %d", inventory.Foreign, before+1)
	}
}

func twin(t *testing.T, s Subject) {
	d, m := started(t, s)
	s.Twin(t, d, m)
	if o, _ := seen(t, d, m.UID); o.Presence != driver.Unknown {
		t.Errorf("listed as %s, want Unknown", o.Presence)
	}
	inventory, err := d.List(t.Context())
	must(t, "listing", err)
	if !slices.ContainsFunc(inventory.Conflicts, func(c *driver.Conflict) bool { return c.UID == m.UID && len(c.Claims) == 2 }) {
		t.Errorf("the conflict is not among %v", inventory.Conflicts)
	}
	o := d.Observe(t.Context(), m.UID)
	if _, ok := driver.AsConflict(o.Err); !ok || o.Presence != driver.Unknown {
		t.Errorf("observed as %s (%v), want Unknown by a conflict", o.Presence, o.Err)
	}
	for name, act := range map[string]func(context.Context, types.UID) error{
		"Start": d.Start, "Shutdown": d.Shutdown, "PowerOff": d.PowerOff, "Remove": d.Remove,
		"Provision": func(ctx context.Context, _ types.UID) error { return d.Provision(ctx, m) },
	} {
		if _, ok := driver.AsConflict(act(t.Context(), m.UID)); !ok {
			t.Errorf("%s does not see the conflict", name)
		}
	}
}

func unknown(t *testing.T, s Subject) {
	d, m := made(t, s)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if o := d.Observe(over, m.UID); o.Presence == driver.Absent {
		t.Error("a question without an answer says that the machine is absent")
	}
	info, err := d.Describe(t.Context())
	if err != nil || info.Hypervisor == "" || info.Capacity.VCPU < 1 || info.Capacity.MemoryMiB < 1 || info.Capacity.DiskGiB < 1 {
		t.Errorf("Describe = %+v, %v; want a name and some of everything", info, err)
	}
}

func serial(t *testing.T, s Subject) {
	if !s.Boots {
		return
	}
	d, m := started(t, s)
	said := func(n int) func(driver.Observation) bool {
		return func(driver.Observation) bool { return bytes.Count(logOf(t, d, m.UID), []byte(m.Probe.Pattern)) == n }
	}
	eventually(t, d, m.UID, "ready", said(1))
	must(t, "powering off", d.PowerOff(t.Context(), m.UID))
	must(t, "starting", d.Start(t.Context(), m.UID))
	eventually(t, d, m.UID, "ready a second time in the same log", said(2))
}

func logOf(t *testing.T, d driver.Driver, uid types.UID) []byte {
	t.Helper()
	var log driver.Log
	err := wait.PollUntilContextTimeout(t.Context(), glance, patience, true, func(ctx context.Context) (bool, error) {
		var err error
		log, err = d.OpenLog(ctx, uid)
		return err == nil, driver.IgnoreNotFound(err)
	})
	must(t, "opening the log", err)
	defer func() { _ = log.Close() }()
	size, err := log.Size()
	must(t, "measuring the log", err)
	raw, err := io.ReadAll(io.NewSectionReader(log, 0, size))
	must(t, "reading the log", err)
	return raw
}
