package placement

import (
	"testing"
	"time"

	coordinationv1 "k8s.io/api/coordination/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/events"
	clocktesting "k8s.io/utils/clock/testing"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// watched is a host with its lease, its agent and the reconciler that watches it.
type watched struct {
	t     *testing.T
	c     client.Client
	clk   *clocktesting.FakePassiveClock
	host  string
	lease *coordinationv1.Lease
	r     *LivenessReconciler
}

func watch(t *testing.T, host string) *watched {
	t.Helper()
	c := controlplane.New(t).Client
	clk := clocktesting.NewFakePassiveClock(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))
	w := &watched{t: t, c: c, clk: clk, host: host, r: &LivenessReconciler{
		Client: c, Clock: clk, Events: events.NewFakeRecorder(10), pulses: map[string]pulse{},
		Status: kit.StatusWriter{Client: c, Owner: fieldOwner, Clock: clk},
	}}
	namespace := compute.HostNamespace(host)
	w.lease = &coordinationv1.Lease{ObjectMeta: metav1.ObjectMeta{Name: host, Namespace: namespace}}
	for _, obj := range []client.Object{builders.Host(host, "astana-1", nil), builders.Namespace(namespace, nil), w.lease} {
		if err := c.Create(t.Context(), obj); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// agentReports is what the agent does while it lives, by the clock of its host.
func (w *watched) agentReports(clockOfHost time.Time) {
	w.t.Helper()
	now := metav1.NewMicroTime(clockOfHost)
	w.lease.Spec.RenewTime = &now
	if err := w.c.Update(w.t.Context(), w.lease); err != nil {
		w.t.Fatal(err)
	}
	agent := kit.StatusWriter{Client: w.c, Owner: "ikp-hypervisor", Clock: w.clk}
	err := agent.Apply(w.t.Context(), w.read(), kit.Report{Conditions: []metav1.Condition{
		kit.True(compute.ConditionReady, compute.ReasonReporting, "answers"),
	}})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *watched) read() *compute.Host {
	w.t.Helper()
	h := &compute.Host{}
	if err := w.c.Get(w.t.Context(), types.NamespacedName{Name: w.host}, h); err != nil {
		w.t.Fatal(err)
	}
	return h
}

// readyAfter lets time pass and is what Ready of the host says then.
func (w *watched) readyAfter(d time.Duration) string {
	w.t.Helper()
	w.clk.SetTime(w.clk.Now().Add(d))
	if _, err := w.r.Reconcile(w.t.Context(), ctrl.Request{NamespacedName: types.NamespacedName{Name: w.host}}); err != nil {
		w.t.Fatal(err)
	}
	return apimeta.FindStatusCondition(w.read().Status.Conditions, compute.ConditionReady).Reason
}

func (w *watched) want(after time.Duration, reason string) {
	w.t.Helper()
	if got := w.readyAfter(after); got != reason {
		w.t.Errorf("Ready says %s at %s, want %s", got, w.clk.Now().Format(time.TimeOnly), reason)
	}
}

func TestASilentAgentIsNoticedAndBelievedWhenItIsBack(t *testing.T) {
	w := watch(t, "silent")
	w.agentReports(w.clk.Now())
	w.want(0, compute.ReasonReporting)
	w.want(39*time.Second, compute.ReasonReporting)
	w.want(time.Second, compute.ReasonAgentSilent)
	if w.read().Spec.Unschedulable {
		t.Error("the silent host's spec was changed")
	}
	w.agentReports(w.clk.Now())
	w.want(0, compute.ReasonReporting)
	w.want(39*time.Second, compute.ReasonReporting)
}

func TestAHostsClockDoesNotMakeItSilent(t *testing.T) {
	w := watch(t, "skewed")
	hourAgo := w.clk.Now().Add(-time.Hour)
	w.agentReports(hourAgo)
	w.want(0, compute.ReasonReporting)
	w.want(30*time.Second, compute.ReasonReporting)
	w.agentReports(hourAgo.Add(30 * time.Second))
	w.want(30*time.Second, compute.ReasonReporting)
	w.want(40*time.Second, compute.ReasonAgentSilent)
}

func TestAHostThatNeverReportedIsNotCalledSilent(t *testing.T) {
	w := watch(t, "new")
	w.want(0, compute.ReasonPending)
	w.want(time.Hour, compute.ReasonPending)
}

func TestARestartedWatchGivesEveryHostTimeToRenew(t *testing.T) {
	w := watch(t, "restarted")
	w.agentReports(w.clk.Now())
	w.want(0, compute.ReasonReporting)
	w.clk.SetTime(w.clk.Now().Add(time.Hour))
	w.r.pulses = map[string]pulse{}
	w.want(0, compute.ReasonReporting)
	w.want(40*time.Second, compute.ReasonAgentSilent)
	w.r.pulses = map[string]pulse{}
	w.want(0, compute.ReasonAgentSilent)
}
