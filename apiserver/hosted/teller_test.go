package hosted_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// TestAHostTellsOfItsMachine: who tells, and of which machine, is not the teller's
// to say.
func TestAHostTellsOfItsMachine(t *testing.T) {
	w := newWorld(t)
	told := &eventsv1.Event{
		ObjectMeta:          metav1.ObjectMeta{Name: "mine", Labels: map[string]string{"a": "b"}},
		EventTime:           metav1.NewMicroTime(time.Now().Truncate(time.Microsecond)),
		ReportingController: "ikp-gate", ReportingInstance: "somebody", Action: "Realise", Reason: "Crashed", Type: "Warning", Note: "it is gone",
		Regarding: corev1.ObjectReference{Kind: "Secret", Namespace: "kube-system", Name: "theirs"},
	}
	if err := w.host("h1").SubResource("events").Create(t.Context(), hosted(w.namespace, "web-1"), told.DeepCopy()); err != nil {
		t.Fatal(err)
	}
	all := &eventsv1.EventList{}
	if err := w.Client.List(t.Context(), all, client.InNamespace(w.namespace)); err != nil || len(all.Items) != 1 {
		t.Fatalf("%d events (%v), want the one that was told", len(all.Items), err)
	}
	got := all.Items[0]
	if !strings.HasPrefix(got.Name, "web-1-") || got.Labels != nil || !got.EventTime.Equal(&told.EventTime) {
		t.Errorf("it is %s of %v with labels %v", got.Name, got.EventTime, got.Labels)
	}
	want := []string{"ikp-hypervisor", "ikp:host:h1", "Realise", "Crashed", "Warning", "it is gone", "VirtualMachine", w.namespace, "web-1", string(w.vm.UID)}
	is := []string{
		got.ReportingController, got.ReportingInstance, got.Action, got.Reason, got.Type, got.Note,
		got.Regarding.Kind, got.Regarding.Namespace, got.Regarding.Name, string(got.Regarding.UID),
	}
	if diff := cmp.Diff(want, is); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
