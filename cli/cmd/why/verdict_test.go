package why

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var (
	created = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	later   = created.Add(7 * time.Minute)
)

func condition(kind string, status metav1.ConditionStatus, reason string, generation int64, at time.Time) metav1.Condition {
	return metav1.Condition{Type: kind, Status: status, Reason: reason, ObservedGeneration: generation, LastTransitionTime: metav1.NewTime(at)}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	epoch := time.Unix(0, 0)
	for name, tc := range map[string]struct {
		facts  facts
		ready  bool
		reason string
		kind   string
		since  time.Time
	}{
		"says ready when Ready is True for what is asked now": {
			facts: facts{generation: 2, conditions: []metav1.Condition{condition("Ready", "True", "GuestReady", 2, later)}},
			ready: true, kind: "Ready", reason: "GuestReady", since: later,
		},
		"blames nobody for a stopped machine that was to be stopped": {
			facts: facts{generation: 3, conditions: []metav1.Condition{condition("Ready", "False", "Halted", 3, later)}},
			ready: true, kind: "Ready", reason: "Halted", since: later,
		},
		"waits while a change has not been looked at": {
			facts: facts{generation: 3, conditions: []metav1.Condition{condition("Ready", "True", "GuestReady", 2, later)}},
			kind:  "Ready", reason: "Pending", since: later,
		},
		"blames the first condition that is False": {
			facts: facts{generation: 1, conditions: []metav1.Condition{
				condition("Ready", "False", "WaitingForGates", 1, later),
				condition("SecurityCleared", "True", "Cleared", 1, later),
				condition("QuotaReserved", "False", "QuotaExceeded", 1, created.Add(time.Second)),
				condition("Placed", "Unknown", "Pending", 0, epoch),
			}},
			kind: "QuotaReserved", reason: "QuotaExceeded", since: created.Add(time.Second),
		},
		"blames the gate that nobody has looked at": {
			facts: facts{generation: 1, conditions: []metav1.Condition{
				condition("Ready", "False", "WaitingForGates", 1, later),
				condition("SecurityCleared", "Unknown", "Pending", 0, epoch),
			}},
			kind: "SecurityCleared", reason: "Pending", since: created,
		},
		"trusts Ready when it names another reason than an unknown condition": {
			facts: facts{generation: 1, conditions: []metav1.Condition{
				condition("Ready", "False", "SystemMissing", 1, later),
				condition("NetworkIsolated", "Unknown", "NotProbed", 1, later),
			}},
			kind: "Ready", reason: "SystemMissing", since: later,
		},
		"counts from the creation when nothing has been looked at": {
			facts: facts{generation: 1, conditions: []metav1.Condition{condition("Ready", "Unknown", "Pending", 0, epoch)}},
			kind:  "Ready", reason: "Pending", since: created,
		},
		"waits when an object has no condition at all": {
			facts: facts{generation: 1}, kind: "Ready", reason: "Pending", since: created,
		},
		"says of a deleted object that it is being deleted": {
			facts: facts{generation: 2, deleting: &metav1.Time{Time: later}, conditions: []metav1.Condition{
				condition("Ready", "True", "GuestReady", 2, created),
			}},
			kind: "Ready", reason: "Deleting", since: later,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.facts.created = created
			got := judge(tc.facts)
			want := []any{tc.ready, tc.kind, tc.reason, tc.since.UTC()}
			if diff := cmp.Diff(want, []any{got.Ready, got.Condition.Type, got.Condition.Reason, got.Since.UTC()}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestJudgesWhatNothingSumsUp(t *testing.T) {
	t.Parallel()
	open := condition("AccessGiven", "False", "StepOpen", 1, later)
	late := condition("OnTime", "False", "TermPassed", 1, later)
	for name, tc := range map[string]struct {
		conditions []metav1.Condition
		want       verdict
	}{
		"waits for the first that is unmet": {[]metav1.Condition{open, late}, verdict{Condition: open, Since: later, Others: []metav1.Condition{late}}},
		"waits for nothing when all are met": {[]metav1.Condition{condition("AccessGiven", "True", "AccessGiven", 1, later)},
			verdict{Ready: true, Condition: condition("AccessGiven", "True", "AccessGiven", 1, later), Since: later}},
	} {
		got := judge(facts{created: created, generation: 1, conditions: tc.conditions})
		if len(got.Others) == 0 {
			got.Others = nil
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
