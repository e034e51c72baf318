package machine_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/machine"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
)

var serial = compute.GuestProbe{Type: compute.ProbeSerial, Pattern: "ready", TimeoutSeconds: 120}

// said is what a report says in brief: conditions in their order, and the power
// state.
func said(v machine.View) []string {
	r := machine.Status(v)
	out := make([]string, 0, len(r.Conditions)+1)
	for _, c := range r.Conditions {
		out = append(out, c.Type+"="+string(c.Status)+" "+c.Reason)
	}
	return append(out, string(r.Fields["powerState"].(compute.PowerState)))
}

func TestStatus(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		view machine.View
		want []string
	}{
		"is ready when the guest said so": {
			machine.View{Facts: admitted(running, nil), Guest: machine.Guest{Probe: serial, Ready: true}},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=True GuestReady", "Ready=True GuestReady", "Running"},
		},
		"is not ready before the guest said so": {
			machine.View{Facts: admitted(running, nil), Guest: machine.Guest{Probe: serial}},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=False GuestStarting", "Ready=False GuestStarting", "Running"},
		},
		"names a guest silent after its time": {
			machine.View{
				Facts: admitted(running, func(f *machine.Facts) { f.Record.StartedAt = noon.Add(-2 * time.Minute) }),
				Guest: machine.Guest{Probe: serial},
			},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=False GuestSilent", "Ready=False GuestSilent", "Running"},
		},
		"cannot tell readiness when the image is not in the catalogue": {
			machine.View{Facts: admitted(running, nil)},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=Unknown CatalogueMissing", "Ready=Unknown CatalogueMissing", "Running"},
		},
		"cannot tell readiness of an image without a probe": {
			machine.View{Facts: admitted(running, nil), Guest: machine.Guest{Probe: compute.GuestProbe{Type: compute.ProbeNone}}},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=Unknown NoProbe", "Ready=Unknown NoProbe", "Running"},
		},
		"says that the hypervisor paused the machine": {
			machine.View{Facts: admitted(paused, nil), Guest: machine.Guest{Probe: serial}},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=False GuestSilent", "Ready=False GuestSilent", "Paused"},
		},
		"knows nothing while the hypervisor is silent": {
			machine.View{Facts: admitted(unknown, nil)},
			[]string{"Placed=True Bound", "Provisioned=Unknown HostUnreachable", "GuestReady=Unknown HostUnreachable", "Ready=Unknown HostUnreachable", "Unknown"},
		},
		"names a conflict of identities": {
			machine.View{Facts: admitted(driver.UnknownBecause("u", &driver.Conflict{UID: "u"}), nil)},
			[]string{"Placed=True Bound", "Provisioned=False Conflict", "GuestReady=False Conflict", "Ready=False Conflict", "Unknown"},
		},
		"waits for the gates": {
			machine.View{Facts: admitted(absent, func(f *machine.Facts) { f.Admitted = false })},
			[]string{"Placed=True Bound", "Provisioned=False WaitingForGates", "GuestReady=False Halted", "Ready=False WaitingForGates", "Absent"},
		},
		"is not placed when the host refuses": {
			machine.View{Facts: admitted(absent, func(f *machine.Facts) {
				f.Refusal = &driver.Rejected{Reason: compute.ReasonHostRejected, Message: "no room"}
			})},
			[]string{"Placed=False HostRejected", "Provisioned=False HostRejected", "GuestReady=False Halted", "Ready=False HostRejected", "Absent"},
		},
		"shows what the image lacks": {
			machine.View{Facts: admitted(absent, nil), Outcome: &driver.Rejected{Reason: compute.ReasonImageInvalid, Message: "digest"}},
			[]string{"Placed=True Bound", "Provisioned=False ImageInvalid", "GuestReady=False Halted", "Ready=False ImageInvalid", "Absent"},
		},
		"is halted as asked": {
			machine.View{Facts: admitted(stopped(driver.PoweredOff), func(f *machine.Facts) {
				f.Strategy, f.Record.StopRequestedAt = compute.RunHalted, noon
			})},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=False Halted", "Ready=False Halted", "Stopped"},
		},
		"has crashed": {
			machine.View{Facts: admitted(stopped(driver.Crashed), func(f *machine.Facts) {
				f.Record = record.Record{Falls: 1, FellAt: noon}
			})},
			[]string{"Placed=True Bound", "Provisioned=True Provisioned", "GuestReady=False Crashed", "Ready=False Crashed", "Crashed"},
		},
		"is being deleted": {
			machine.View{Facts: admitted(running, func(f *machine.Facts) { f.Deleting = true }), Outcome: driver.ErrNotFound},
			[]string{"Placed=True Bound", "Provisioned=False Deleting", "GuestReady=False Deleting", "Ready=False Deleting", "Running"},
		},
		"is gone when the hypervisor confirms it": {
			machine.View{Facts: admitted(absent, func(f *machine.Facts) { f.Deleting = true })},
			[]string{"Placed=True Bound", "Provisioned=False DomainGone", "GuestReady=False Deleting", "Ready=False Deleting", "Absent"},
		},
		"is not gone while its disks could not be removed": {
			machine.View{Facts: admitted(absent, func(f *machine.Facts) { f.Deleting = true }), Outcome: driver.ErrNotFound},
			[]string{"Placed=True Bound", "Provisioned=False Deleting", "GuestReady=False Deleting", "Ready=False Deleting", "Absent"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, said(tc.view)); diff != "" {
				t.Errorf("status (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStatusReportsTheAddress(t *testing.T) {
	t.Parallel()
	o := running
	o.Address = "10.9.8.5/24"
	got := machine.Status(machine.View{Facts: admitted(o, nil)}).Fields["addresses"]
	if diff := cmp.Diff([]string{"10.9.8.5"}, got); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
}

func TestOnlyAConfirmedAbsenceReleasesQuota(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := machine.View{Facts: drawFacts(t), Guest: machine.Guest{Probe: serial, Ready: rapid.Bool().Draw(t, "ready")}}
		if rapid.Bool().Draw(t, "trouble") {
			v.Outcome = driver.ErrNotFound
		}
		conditions := machine.Status(v).Conditions
		if conditions[1].Reason == compute.ReasonDomainGone &&
			(v.Observed.Presence != driver.Absent || !v.Deleting || v.Outcome != nil) {
			t.Fatalf("DomainGone of %+v", v)
		}
		if ready := conditions[3]; ready.Status == "True" && (v.Observed.State != driver.Running || !v.Guest.Ready) {
			t.Fatalf("ready although the guest did not say so: %+v", v)
		}
	})
}

func TestBooting(t *testing.T) {
	t.Parallel()
	begun := func(ago time.Duration) func(*machine.Facts) {
		return func(f *machine.Facts) { f.Record.StartedAt, f.Now = noon.Add(-ago), noon }
	}
	for name, tc := range map[string]struct {
		view machine.View
		want bool
	}{
		"a guest that was started just now owes the first word": {
			machine.View{Facts: admitted(running, begun(time.Second)), Guest: machine.Guest{Probe: serial}}, true,
		},
		"a guest that has had its time is told of": {
			machine.View{Facts: admitted(running, begun(3*time.Second)), Guest: machine.Guest{Probe: serial}}, false,
		},
		"a guest that is ready is told of": {
			machine.View{Facts: admitted(running, begun(time.Second)), Guest: machine.Guest{Probe: serial, Ready: true}}, false,
		},
		"an image without a probe will never say anything": {
			machine.View{Facts: admitted(running, begun(time.Second)), Guest: machine.Guest{Probe: compute.GuestProbe{Type: compute.ProbeNone}}}, false,
		},
		"a failed start is told of at once": {
			machine.View{Facts: admitted(running, begun(time.Second)), Guest: machine.Guest{Probe: serial}, Outcome: errors.New("silent")}, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tc.view.Booting(); got != tc.want {
				t.Errorf("Booting = %t, want %t", got, tc.want)
			}
		})
	}
}
