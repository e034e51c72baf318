package machine_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/machine"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
)

var (
	noon  = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	small = compute.Resources{VCPU: 1, MemoryMiB: 96, DiskGiB: 1}

	absent  = driver.Observation{Presence: driver.Absent}
	unknown = driver.Observation{Presence: driver.Unknown}
	running = driver.Observation{Presence: driver.Present, State: driver.Running, RunID: "7", Resources: small}
	paused  = driver.Observation{Presence: driver.Present, State: driver.Paused, RunID: "7", Resources: small}
)

func stopped(why driver.Cause) driver.Observation {
	return driver.Observation{Presence: driver.Present, State: driver.Stopped, Cause: why, Resources: small}
}

func plugged(c driver.Cable) driver.Observation {
	o := running
	o.Cable = c
	return o
}

// admitted are the facts of a machine that shall run and may.
func admitted(o driver.Observation, edit func(*machine.Facts)) machine.Facts {
	f := machine.Facts{
		Host: "h1", Strategy: compute.RunAlways, Want: small, Admitted: true, Observed: o, Now: noon,
		Record: record.Record{StartedAt: noon.Add(-time.Minute), RunID: o.RunID},
	}
	if edit != nil {
		edit(&f)
	}
	return f
}

func TestDecide(t *testing.T) {
	t.Parallel()
	halted := func(f *machine.Facts) { f.Strategy = compute.RunHalted }
	cases := map[string]struct {
		facts machine.Facts
		want  machine.Decision
	}{
		"does nothing when the hypervisor does not answer, even for a deleted machine": {
			facts: admitted(unknown, func(f *machine.Facts) { f.Deleting = true }),
			want:  machine.Decision{State: "unknown", After: 5 * time.Second},
		},
		"makes and starts an admitted machine": {
			facts: admitted(absent, nil),
			want:  machine.Decision{State: "starting", Actions: []machine.Action{machine.Provision, machine.Start}},
		},
		"takes a quarantined machine off the network, and lets it run": {
			facts: admitted(plugged(driver.Plugged), func(f *machine.Facts) { f.Quarantined = true }),
			want:  machine.Decision{State: "off the network", Actions: []machine.Action{machine.Unplug}, After: 5 * time.Second},
		},
		"leaves a quarantined machine alone that is off the network": {
			facts: admitted(plugged(driver.Unplugged), func(f *machine.Facts) { f.Quarantined = true }),
			want:  machine.Decision{State: "running"},
		},
		"gives the network back when the quarantine is over": {
			facts: admitted(plugged(driver.Unplugged), nil),
			want:  machine.Decision{State: "back to the network", Actions: []machine.Action{machine.Plug}, After: 5 * time.Second},
		},
		"leaves a quarantined machine without a network alone": {
			facts: admitted(running, func(f *machine.Facts) { f.Quarantined = true }),
			want:  machine.Decision{State: "running"},
		},
		"makes nothing before the gates are open": {
			facts: admitted(absent, func(f *machine.Facts) { f.Admitted = false }),
			want:  machine.Decision{State: "waiting"},
		},
		"makes nothing that the host itself refuses": {
			facts: admitted(absent, func(f *machine.Facts) { f.Refusal = &driver.Rejected{} }),
			want:  machine.Decision{State: "waiting"},
		},
		"keeps what runs when a gate closes": {
			facts: admitted(running, func(f *machine.Facts) { f.Admitted = false }),
			want:  machine.Decision{State: "running"},
		},
		"does not restart what it could not start again": {
			facts: admitted(running, func(f *machine.Facts) { f.Admitted, f.RestartedAt = false, noon }),
			want:  machine.Decision{State: "running"},
		},
		"makes the disks of a halted machine without starting it": {
			facts: admitted(absent, halted),
			want:  machine.Decision{State: "preparing", Actions: []machine.Action{machine.Provision}},
		},
		"resizes a halted machine": {
			facts: admitted(stopped(driver.GuestShutdown), func(f *machine.Facts) { halted(f); f.Want.VCPU = 2 }),
			want:  machine.Decision{State: "preparing", Actions: []machine.Action{machine.Provision}},
		},
		"leaves a halted machine alone": {
			facts: admitted(stopped(driver.GuestShutdown), halted),
			want:  machine.Decision{State: "halted"},
		},
		"asks the guest of a halted machine to go down": {
			facts: admitted(running, halted),
			want:  machine.Decision{State: "shutting down", Actions: []machine.Action{machine.Shutdown}, After: 5 * time.Second},
		},
		"halts a machine although its gates are closed": {
			facts: admitted(running, func(f *machine.Facts) { halted(f); f.Admitted = false }),
			want:  machine.Decision{State: "shutting down", Actions: []machine.Action{machine.Shutdown}, After: 5 * time.Second},
		},
		"powers off a guest that ignored the request for a minute": {
			facts: admitted(paused, func(f *machine.Facts) { halted(f); f.Record.StopRequestedAt = noon.Add(-time.Minute) }),
			want:  machine.Decision{State: "powering off", Actions: []machine.Action{machine.PowerOff}, After: 5 * time.Second},
		},
		"takes back a stop that is no longer wanted": {
			facts: admitted(running, func(f *machine.Facts) { f.Record.StopRequestedAt = noon }),
			want:  machine.Decision{State: "kept", Actions: []machine.Action{machine.Keep}},
		},
		"restarts once when asked after the last start": {
			facts: admitted(running, func(f *machine.Facts) { f.RestartedAt = noon }),
			want:  machine.Decision{State: "shutting down", Actions: []machine.Action{machine.Shutdown}, After: 5 * time.Second},
		},
		"does not restart for a request older than the last start": {
			facts: admitted(running, func(f *machine.Facts) { f.RestartedAt = noon.Add(-time.Hour) }),
			want:  machine.Decision{State: "running"},
		},
		"waits for a restart that the asker's clock puts into the future": {
			facts: admitted(running, func(f *machine.Facts) { f.RestartedAt = noon.Add(3 * time.Second) }),
			want:  machine.Decision{State: "running", After: 3 * time.Second},
		},
		"starts a machine again after the crash's pause": {
			facts: admitted(stopped(driver.Crashed), func(f *machine.Facts) { f.Record.Falls, f.Record.FellAt = 1, noon.Add(-5*time.Second) }),
			want:  machine.Decision{State: "starting", Actions: []machine.Action{machine.Provision, machine.Start}},
		},
		"pauses longer after each crash": {
			facts: admitted(stopped(driver.Crashed), func(f *machine.Facts) { f.Record.Falls, f.Record.FellAt = 3, noon.Add(-5*time.Second) }),
			want:  machine.Decision{State: "recovering", After: 15 * time.Second},
		},
		"starts nothing again while a gate is closed": {
			facts: admitted(stopped(driver.Crashed), func(f *machine.Facts) { f.Admitted = false }),
			want:  machine.Decision{State: "waiting"},
		},
		"lets a guest rest that went down by itself": {
			facts: admitted(stopped(driver.GuestShutdown), func(f *machine.Facts) { f.Strategy = compute.RunRerunOnFailure }),
			want:  machine.Decision{State: "resting"},
		},
		"wakes a resting guest when a restart is asked for": {
			facts: admitted(stopped(driver.GuestShutdown), func(f *machine.Facts) {
				f.Strategy, f.RestartedAt = compute.RunRerunOnFailure, noon
			}),
			want: machine.Decision{State: "starting", Actions: []machine.Action{machine.Provision, machine.Start}},
		},
		"starts a machine that was halted and shall run again": {
			facts: admitted(stopped(driver.GuestShutdown), func(f *machine.Facts) {
				f.Strategy, f.Record.StopRequestedAt = compute.RunRerunOnFailure, noon.Add(-time.Minute)
			}),
			want: machine.Decision{State: "starting", Actions: []machine.Action{machine.Provision, machine.Start}},
		},
		"removes what is left of a deleted machine": {
			facts: admitted(absent, func(f *machine.Facts) { f.Deleting = true }),
			want:  machine.Decision{State: "deleting", Actions: []machine.Action{machine.Remove}},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, machine.Decide(tc.facts)); diff != "" {
				t.Errorf("decision (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	for falls, want := range map[int]time.Duration{
		1: 5 * time.Second, 2: 10 * time.Second, 4: 40 * time.Second, 7: 5 * time.Minute, 1 << 40: 5 * time.Minute,
	} {
		if got := machine.Backoff(falls); got != want {
			t.Errorf("Backoff(%d) = %s, want %s", falls, got, want)
		}
	}
}

func TestDecideKeepsItsPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		for _, a := range machine.Decide(f).Actions {
			switch {
			case f.Observed.Presence == driver.Unknown:
				t.Fatalf("%s on a machine nobody can tell about", a)
			case a == machine.Remove && !f.Deleting:
				t.Fatal("removes a machine that is not deleted")
			case (a == machine.Start || a == machine.Provision) && (!f.Admitted || f.Refusal != nil || f.Deleting):
				t.Fatalf("%s of a machine that may not start", a)
			case (a == machine.Shutdown || a == machine.PowerOff) && f.Strategy != compute.RunHalted && !f.Admitted:
				t.Fatalf("%s of a machine that shall run", a)
			}
		}
	})
}

func drawFacts(t *rapid.T) machine.Facts {
	o := rapid.SampledFrom([]driver.Observation{
		absent, unknown, running, paused,
		stopped(driver.Crashed), stopped(driver.GuestShutdown), stopped(driver.PoweredOff), stopped(driver.NeverStarted),
	}).Draw(t, "observed")
	f := machine.Facts{
		Deleting: rapid.Bool().Draw(t, "deleting"), Admitted: rapid.Bool().Draw(t, "admitted"),
		Strategy: rapid.SampledFrom([]compute.RunStrategy{compute.RunAlways, compute.RunRerunOnFailure, compute.RunHalted}).Draw(t, "strategy"),
		Want:     small, Observed: o, Now: noon,
	}
	if rapid.Bool().Draw(t, "refused") {
		f.Refusal = &driver.Rejected{}
	}
	moment := rapid.Int64Range(-600, 600)
	f.RestartedAt = noon.Add(time.Duration(moment.Draw(t, "restartedAt")) * time.Second)
	f.Record = record.Record{StartedAt: noon.Add(time.Duration(moment.Draw(t, "startedAt")) * time.Second), RunID: o.RunID}
	if rapid.Bool().Draw(t, "stopping") {
		f.Record.StopRequestedAt = noon.Add(time.Duration(moment.Draw(t, "stopRequestedAt")) * time.Second)
	}
	f.Record.Falls = rapid.IntRange(0, 9).Draw(t, "falls")
	return f
}
