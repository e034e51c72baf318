package timed_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	dto "github.com/prometheus/client_model/go"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/fixture"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/timed"
)

// counts are how many calls of a host were measured, by call and result.
func counts(t *testing.T, host string) map[string]uint64 {
	t.Helper()
	families, err := metrics.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]uint64{}
	for _, f := range families {
		if f.GetName() != "ikp_hypervisor_driver_call_seconds" {
			continue
		}
		for _, m := range f.GetMetric() {
			if l := labels(m); l["host"] == host {
				out[l["call"]+" "+l["result"]] = m.GetHistogram().GetSampleCount()
			}
		}
	}
	return out
}

func labels(m *dto.Metric) map[string]string {
	out := map[string]string{}
	for _, l := range m.GetLabel() {
		out[l.GetName()] = l.GetValue()
	}
	return out
}

func TestEveryCallIsMeasuredByHowItEnded(t *testing.T) {
	f, err := fixture.New(fixture.Options{Name: "h1", Clock: clock.RealClock{}, Capacity: compute.Resources{VCPU: 1}})
	if err != nil {
		t.Fatal(err)
	}
	d, ctx := timed.New("timed-host", f, clock.RealClock{}), t.Context()
	const uid = "u1"
	f.FailNext("PowerOff", fmt.Errorf("wrapped: %w", &driver.Unreachable{URI: "u", Err: errors.New("broken pipe")}))
	f.FailNext("Remove", &driver.Rejected{Message: "no"})
	f.FailNext("Ping", errors.New("deaf"))
	f.FailNext("Describe", errors.New("broken"))
	_, _ = d.Describe(ctx)
	_, _ = d.List(ctx)
	_ = d.Provision(ctx, driver.Machine{UID: uid})
	_ = d.Observe(ctx, uid)
	_ = d.Start(ctx, "absent")
	_ = d.PowerOff(ctx, uid)
	_ = d.Remove(ctx, uid)
	_ = d.Ping(ctx, uid)
	_ = d.TrimLog(ctx, uid)
	f.Twin(uid)
	_ = d.Shutdown(ctx, uid)
	_ = d.Observe(ctx, uid)
	want := map[string]uint64{
		"Describe error": 1, "List ok": 1, "Provision ok": 1, "Observe ok": 1, "Observe conflict": 1, "Start ok": 1,
		"PowerOff unreachable": 1, "Remove rejected": 1, "Ping error": 1, "TrimLog ok": 1, "Shutdown conflict": 1,
	}
	if diff := cmp.Diff(want, counts(t, "timed-host")); diff != "" {
		t.Errorf("measured calls (-want +got):\n%s", diff)
	}
}
