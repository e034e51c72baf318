package agent_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestAnAgentWhoseLeaseAnotherMayHoldNeitherActsNorMeters(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(func(b *builders.VMBuilder) { b.Strategy(compute.RunHalted) }, small)
	w.waitFor(vm, compute.ConditionReady, no, compute.ReasonHalted)
	w.waitForUsage(vm, stopped)
	w.usurped.Store(true)
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunAlways })
	controlplane.Eventually(t, "the agent tries several times to go on", func() bool { return w.turnedAway.Load() > 2 })
	if o := w.driver.Observe(t.Context(), vm.UID); o.Up() {
		t.Errorf("an agent that lost its lease started the machine: %+v", o)
	}
	if diff := cmp.Diff([]subresources.UsageState{stopped}, w.ledger.of(vm.UID)); diff != "" {
		t.Errorf("metered (-want +got):\n%s", diff)
	}
	w.usurped.Store(false)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.waitForUsage(vm, stopped, running)
}

func TestMetersTheEndOfARunThatNobodySawBeforeItStartsAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	if err := w.driver.Deafen(vm.UID); err != nil {
		t.Fatal(err)
	}
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunHalted })
	controlplane.Eventually(t, "the guest is asked to go down", func() bool { return slices.Contains(w.acts(), "Shutdown") })
	w.stop()
	if err := w.driver.GuestShutdown(vm.UID); err != nil {
		t.Fatal(err)
	}
	w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = compute.RunAlways })
	w.newDriver()
	w.run()
	w.waitForUsage(vm, running, stopped, running)
}

func TestAHostTellsOfStrangersAndClaims(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil).run()
	vm := w.machine(nil, small)
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	w.driver.AddForeign(2)
	w.driver.Twin(vm.UID)
	want := []compute.DomainConflict{{Machine: vm.UID, Domains: []string{string(vm.UID), string(vm.UID) + "-twin"}}}
	controlplane.Eventually(t, "the host reports the conflict", func() bool {
		return cmp.Equal(want, w.waitForHost(compute.ReasonReporting).Status.Conflicts)
	})
	for _, reason := range []string{compute.ReasonForeignDomains, compute.ReasonConflict} {
		controlplane.Eventually(t, "a warning "+reason, func() bool { return w.warned(reason) })
	}
	for name, want := range map[string]float64{
		"ikp_hypervisor_answers": 1, "ikp_hypervisor_foreign_domains": 2, "ikp_hypervisor_conflicts": 1,
		"ikp_hypervisor_machines Unknown": 1, "ikp_hypervisor_machines Running": 0,
		"ikp_hypervisor_orphans": 0, "ikp_hypervisor_journal_pending": 0, "ikp_hypervisor_journal_oldest_seconds": 0,
	} {
		controlplane.Eventually(t, name, func() bool { got, ok := w.metric(name); return ok && got == want })
	}
	w.ledger.setDown(true)
	w.driver.HangDaemon(true)
	w.waitForHost(compute.ReasonHostUnreachable)
	controlplane.Eventually(t, "the metrics show that the hypervisor is silent", func() bool {
		got, ok := w.metric("ikp_hypervisor_answers")
		return ok && got == 0
	})
}

// warned reports whether an event warns of the host.
func (w *world) warned(reason string) bool {
	w.t.Helper()
	all := &eventsv1.EventList{}
	if err := w.Client.List(w.t.Context(), all); err != nil {
		w.t.Fatal(err)
	}
	return slices.ContainsFunc(all.Items, func(e eventsv1.Event) bool {
		return e.Regarding.Name == w.host && e.Reason == reason && e.Type == corev1.EventTypeWarning
	})
}

// metric is a gauge of the host; after a blank its state may be named.
func (w *world) metric(name string) (float64, bool) {
	w.t.Helper()
	families, err := metrics.Registry.Gather()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			full, host := f.GetName(), ""
			for _, l := range m.GetLabel() {
				switch l.GetName() {
				case "host":
					host = l.GetValue()
				case "state":
					full += " " + l.GetValue()
				}
			}
			if full == name && host == w.host && m.GetGauge() != nil {
				return m.GetGauge().GetValue(), true
			}
		}
	}
	return 0, false
}
