package kit_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func newHost(t *testing.T, c client.Client, name string) *compute.Host {
	t.Helper()
	h := &compute.Host{ObjectMeta: metav1.ObjectMeta{Name: name}}
	h.Spec.DataCentre, h.Spec.Segment = "astana-1", tenancy.SegmentG2G
	if err := c.Create(t.Context(), h); err != nil {
		t.Fatal(err)
	}
	return h
}

func read(t *testing.T, c client.Client, name string) *compute.Host {
	t.Helper()
	h := &compute.Host{}
	if err := c.Get(t.Context(), client.ObjectKey{Name: name}, h); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestStatusWriter(t *testing.T) {
	cp := controlplane.New(t)
	c := cp.Client
	clk := clocktesting.NewFakePassiveClock(noon)
	agent := kit.StatusWriter{Client: c, Owner: "agent", Clock: clk}
	placement := kit.StatusWriter{Client: c, Owner: "placement", Clock: clk}

	t.Run("two owners keep each other's conditions and fields", func(t *testing.T) {
		newHost(t, c, "two-owners")
		apply(t, agent, read(t, c, "two-owners"), kit.Report{
			Conditions: []metav1.Condition{kit.True("Ready", "Reporting", "answers in %d ms", 3)},
			Fields:     map[string]any{"hypervisor": "QEMU", "capacity": compute.Resources{VCPU: 4}},
		})
		apply(t, placement, read(t, c, "two-owners"), kit.Report{
			Conditions: []metav1.Condition{kit.False("Drained", "Pending", "2 machines left")},
		})
		got := read(t, c, "two-owners").Status
		want := compute.HostStatus{Hypervisor: "QEMU", Capacity: compute.Resources{VCPU: 4}, Conditions: []metav1.Condition{
			{Type: "Ready", Status: "True", Reason: "Reporting", Message: "answers in 3 ms", ObservedGeneration: 1},
			{Type: "Drained", Status: "False", Reason: "Pending", Message: "2 machines left", ObservedGeneration: 1},
		}}
		if d := cmp.Diff(want, got, cmpopts.IgnoreFields(metav1.Condition{}, "LastTransitionTime")); d != "" {
			t.Error(d)
		}
	})

	t.Run("a writer knows that it reads what it has changed since", func(t *testing.T) {
		newHost(t, c, "behind")
		own := kit.StatusWriter{Client: c, Owner: "agent", Clock: clk, Own: &kit.Own{}}
		say := func(n int) kit.Report { return kit.Report{Fields: map[string]any{"foreignDomains": n}} }
		stale := read(t, c, "behind")
		before := own.Behind(stale)
		apply(t, own, stale, say(1))
		after, fresh := own.Behind(stale), own.Behind(read(t, c, "behind"))
		if before || !after || fresh {
			t.Errorf("behind before the write: %t, after it: %t, when it is seen: %t; want false, true, false", before, after, fresh)
		}
		apply(t, own, stale, say(2))
		clk.SetTime(clk.Now().Add(5 * time.Second))
		if own.Behind(stale) {
			t.Error("a write that no cache shows is waited for without end")
		}
		current := read(t, c, "behind")
		again := current.DeepCopy()
		again.Status.ForeignDomains = 0 // what another cache may have made of it
		apply(t, own, again, say(2))
		if own.Behind(current) {
			t.Error("a write that changed nothing is waited for")
		}
	})

	t.Run("what is said already is not written again", func(t *testing.T) {
		newHost(t, c, "quiet")
		r := kit.Report{
			Conditions: []metav1.Condition{kit.True("Ready", "Reporting", "ok")},
			Fields:     map[string]any{"foreignDomains": 2},
		}
		apply(t, agent, read(t, c, "quiet"), r)
		before := read(t, c, "quiet")
		clk.SetTime(noon.Add(time.Hour))
		apply(t, agent, before, r)
		if after := read(t, c, "quiet"); after.ResourceVersion != before.ResourceVersion {
			t.Errorf("resourceVersion %s, want %s", after.ResourceVersion, before.ResourceVersion)
		}
	})

	t.Run("a field that has become empty is taken away, once", func(t *testing.T) {
		newHost(t, c, "forgets")
		report := func(hypervisor any, s compute.HostStatus) {
			t.Helper()
			apply(t, agent, read(t, c, "forgets"), kit.Report{Fields: map[string]any{
				"hypervisor": hypervisor, "machines": s.Machines, "foreignDomains": s.ForeignDomains, "allocatable": s.Allocatable,
			}})
		}
		report("QEMU", compute.HostStatus{Machines: []types.UID{"uid-1"}, ForeignDomains: 1, Allocatable: compute.Resources{VCPU: 4}})
		report(nil, compute.HostStatus{Machines: []types.UID{}})
		before := read(t, c, "forgets")
		if d := cmp.Diff(compute.HostStatus{}, before.Status, cmpopts.IgnoreFields(compute.HostStatus{}, "Conditions")); d != "" {
			t.Errorf("the status still says (-want +got):\n%s", d)
		}
		report(nil, compute.HostStatus{Machines: []types.UID{}})
		if after := read(t, c, "forgets"); after.ResourceVersion != before.ResourceVersion {
			t.Errorf("resourceVersion %s, want %s", after.ResourceVersion, before.ResourceVersion)
		}
	})

	t.Run("the transition time moves only with the status", func(t *testing.T) {
		newHost(t, c, "moves")
		clk.SetTime(noon)
		apply(t, agent, read(t, c, "moves"), kit.Report{Conditions: []metav1.Condition{kit.True("Ready", "A", "a")}})
		clk.SetTime(noon.Add(time.Hour))
		apply(t, agent, read(t, c, "moves"), kit.Report{Conditions: []metav1.Condition{kit.True("Ready", "B", "b")}})
		if got := read(t, c, "moves").Status.Conditions[0].LastTransitionTime; !got.Time.Equal(noon) {
			t.Errorf("after another reason: %v, want %v", got, noon)
		}
		apply(t, agent, read(t, c, "moves"), kit.Report{Conditions: []metav1.Condition{kit.False("Ready", "C", "c")}})
		if got := read(t, c, "moves").Status.Conditions[0].LastTransitionTime; !got.Time.Equal(noon.Add(time.Hour)) {
			t.Errorf("after another status: %v, want an hour later", got)
		}
	})
}

func apply(t *testing.T, w kit.StatusWriter, obj client.Object, r kit.Report) {
	t.Helper()
	if err := w.Apply(t.Context(), obj, r); err != nil {
		t.Fatal(err)
	}
}
