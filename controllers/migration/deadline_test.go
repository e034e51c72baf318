package migration

import (
	"context"
	"testing"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// TestAMigrationBehindADeadlineSaysSoOnceTheRuleIsSwitchedOn: the announced end of the
// migration ships off, because only the press has told of it.
func TestAMigrationBehindADeadlineSaysSoOnceTheRuleIsSwitchedOn(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	m := w.move(api.StateAudited)
	w.isOnTime(m, metav1.ConditionTrue, api.ReasonInTime, "no deadline of edition digital-code-2026 has passed")
	o := &governance.RuleOverride{ObjectMeta: metav1.ObjectMeta{Name: w.agency}, Spec: governance.RuleOverrideSpec{
		Rule: "KZ-PLT-0930", Enforcement: governance.EnforcementWarn, Reason: "the order was read", Document: "order 5"}}
	w.create(o)
	t.Cleanup(func() {
		if err := w.cp.Client.Delete(context.Background(), o); err != nil {
			t.Error(err)
		}
	})
	w.isOnTime(m, metav1.ConditionFalse, api.ReasonDeadlinePassed,
		"it had to be Published by 2026-09-30 and is Registered (KZ-PLT-0930, edition digital-code-2026)")
}

// isOnTime waits until the migration says whether it is in time, and why.
func (w world) isOnTime(m *api.SystemMigration, status metav1.ConditionStatus, reason, message string) {
	w.t.Helper()
	var got *metav1.Condition
	defer func() {
		if w.t.Failed() {
			w.t.Logf("last seen: %+v", got)
		}
	}()
	controlplane.Eventually(w.t, "OnTime is "+string(status), func() bool {
		w.read(m)
		got = apimeta.FindStatusCondition(m.Status.Conditions, api.ConditionOnTime)
		return got != nil && got.Status == status && got.Reason == reason && got.Message == message
	})
}
