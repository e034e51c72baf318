package mirror

import (
	"context"
	"errors"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// TestARepeatedWriteMakesOneEvent: a write that fails says nothing, its repeat
// says it once.
func TestARepeatedWriteMakesOneEvent(t *testing.T) {
	lost := errors.New("connection lost")
	failures := 2
	c := interceptor.NewClient(fake.NewClientBuilder().WithScheme(scheme.New()).Build(), interceptor.Funcs{
		SubResourceApply: func(context.Context, client.Client, string, runtime.ApplyConfiguration, ...client.SubResourceApplyOption) error {
			if failures == 0 {
				return nil
			}
			failures--
			return lost
		},
	})
	recorder := events.NewFakeRecorder(10)
	s := Speaker{Status: kit.StatusWriter{Client: c, Owner: "test", Clock: clock.RealClock{}}, Events: recorder, Action: "Record"}
	q := builders.Quota("q", "roads", finance.Amount{})
	report := Conclude(kit.True(finance.ConditionReady, finance.ReasonRecorded, "recorded"), nil)
	for _, want := range []error{lost, lost, nil} {
		if err := s.Say(t.Context(), q, q.Status.Conditions, report); !errors.Is(err, want) {
			t.Errorf("said with %v, want %v", err, want)
		}
	}
	if n := len(recorder.Events); n != 1 {
		t.Errorf("%d events, want 1", n)
	}
	if err := s.Say(t.Context(), q, []metav1.Condition{report.Conditions[0]}, report); err != nil {
		t.Fatal(err)
	}
	if n := len(recorder.Events); n != 1 {
		t.Errorf("%d events after the same reason, want 1", n)
	}
}
