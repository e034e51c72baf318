package conformance

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

func absent(t *testing.T, s Subject) {
	d, m := s.Open(t), s.Machine(t)
	if o := d.Observe(t.Context(), m.UID); o.Presence != driver.Absent {
		t.Errorf("observed as %s (%v), want Absent", o.Presence, o.Err)
	}
	if err := d.Start(t.Context(), m.UID); !errors.Is(err, driver.ErrNotFound) {
		t.Errorf("Start: %v, want ErrNotFound", err)
	}
	must(t, "shutting down nothing", d.Shutdown(t.Context(), m.UID))
	must(t, "powering off nothing", d.PowerOff(t.Context(), m.UID))
	must(t, "removing nothing", d.Remove(t.Context(), m.UID))
}

func provision(t *testing.T, s Subject) {
	d, m := made(t, s)
	must(t, "provisioning again", d.Provision(t.Context(), m))
	want := driver.Observation{
		UID: m.UID, Presence: driver.Present, State: driver.Stopped, Cause: driver.NeverStarted, Resources: m.Resources,
	}
	if diff := cmp.Diff(want, d.Observe(t.Context(), m.UID)); diff != "" {
		t.Errorf("observed (-want +got):\n%s", diff)
	}
	m.Resources.VCPU++
	must(t, "making it larger", d.Provision(t.Context(), m))
	if got := d.Observe(t.Context(), m.UID).Resources; got != m.Resources {
		t.Errorf("the machine has %+v, want %+v", got, m.Resources)
	}
	must(t, "starting", d.Start(t.Context(), m.UID))
	larger := m
	larger.Resources.VCPU++
	must(t, "making it larger while it runs", d.Provision(t.Context(), larger))
	if got := d.Observe(t.Context(), m.UID).Resources; got != m.Resources {
		t.Errorf("the running machine has %+v, want %+v as before", got, m.Resources)
	}
}

func power(t *testing.T, s Subject) {
	d, m := started(t, s)
	told(t, d, m.UID)
	first := d.Observe(t.Context(), m.UID)
	if first.State != driver.Running || first.RunID == "" {
		t.Fatalf("observed %+v, want a running machine with a run", first)
	}
	must(t, "starting again", d.Start(t.Context(), m.UID))
	if again := d.Observe(t.Context(), m.UID); again.RunID != first.RunID {
		t.Errorf("a second Start made another run: %q, then %q", first.RunID, again.RunID)
	}
	for range 2 {
		must(t, "powering off", d.PowerOff(t.Context(), m.UID))
	}
	if o := d.Observe(t.Context(), m.UID); o.State != driver.Stopped || o.Cause != driver.PoweredOff || o.RunID != "" {
		t.Errorf("observed %+v, want a machine that was powered off", o)
	}
	must(t, "starting once more", d.Start(t.Context(), m.UID))
	if o := d.Observe(t.Context(), m.UID); o.State != driver.Running || o.RunID == first.RunID {
		t.Errorf("observed %+v, want another run than %q", o, first.RunID)
	}
}

func shutdown(t *testing.T, s Subject) {
	d, m := started(t, s)
	// A guest that is still booting does not hear: it is asked until it does.
	eventually(t, d, m.UID, "down by its guest", func(o driver.Observation) bool {
		must(t, "shutting down", d.Shutdown(t.Context(), m.UID))
		return o.State == driver.Stopped && o.Cause == driver.GuestShutdown
	})
}

func crash(t *testing.T, s Subject) {
	d, m := started(t, s)
	told(t, d, m.UID)
	s.Crash(t, d, m.UID)
	told(t, d, m.UID)
	eventually(t, d, m.UID, "crashed", func(o driver.Observation) bool {
		return o.State == driver.Stopped && o.Cause == driver.Crashed
	})
	must(t, "starting after the crash", d.Start(t.Context(), m.UID))
	if o := d.Observe(t.Context(), m.UID); o.State != driver.Running {
		t.Errorf("observed %+v, want a running machine", o)
	}
}

func remove(t *testing.T, s Subject) {
	d, m := started(t, s)
	for range 2 {
		must(t, "removing", d.Remove(t.Context(), m.UID))
	}
	if o := d.Observe(t.Context(), m.UID); o.Presence != driver.Absent {
		t.Errorf("observed as %s (%v), want Absent", o.Presence, o.Err)
	}
	must(t, "making the same machine anew", d.Provision(t.Context(), m))
	if o := d.Observe(t.Context(), m.UID); o.Cause != driver.NeverStarted {
		t.Errorf("observed %+v, want a new machine", o)
	}
}
