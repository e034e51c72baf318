package webhook_test

import (
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// passages asks admission for ways out of the platform. System abroad holds
// personal data.
func passages(t *testing.T) {
	c := controlplane.New(t).Client
	if err := c.Create(t.Context(), builders.System("abroad", "minfin", nil)); err != nil {
		t.Fatal(err)
	}
	groundless := []cause{{"ResidencyViolated", "spec.ground", "personal data of system abroad passes to DE without a ground; name one of " +
		"AdequateState, Consent, Treaty, Law, VitalInterest with its document, or close the passage (KZ-PD-16, edition digital-code-2026)"}}
	meta := metav1.ObjectMeta{Name: "way-out", Namespace: "agency-minfin"}
	flow := func(change func(*governance.DataFlowSpec)) *governance.DataFlow {
		f := &governance.DataFlow{ObjectMeta: meta, Spec: governance.DataFlowSpec{
			System: "abroad", Recipient: "Partner GmbH", Country: "DE", Purpose: "exchange of invoices"}}
		change(&f.Spec)
		return f
	}
	from := metav1.NewTime(time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC))
	access := func(change func(*governance.SupportAccessSpec)) *governance.SupportAccess {
		a := &governance.SupportAccess{ObjectMeta: meta, Spec: governance.SupportAccessSpec{
			System: "abroad", Ticket: "T-1", Person: "H. Meier, Partner GmbH", Country: "DE", From: from, Until: metav1.NewTime(from.Add(24 * time.Hour))}}
		change(&a.Spec)
		return a
	}
	for name, tc := range map[string]struct {
		object client.Object
		want   []cause
	}{
		"takes a flow within the country":   {flow(func(s *governance.DataFlowSpec) { s.Country = "KZ" }), nil},
		"refuses a flow without its ground": {flow(func(*governance.DataFlowSpec) {}), groundless},
		"takes a flow with its ground": {flow(func(s *governance.DataFlowSpec) {
			s.Ground, s.Document = governance.GroundTreaty, "Treaty No. 5"
		}), nil},
		"refuses an access from abroad without its ground": {access(func(*governance.SupportAccessSpec) {}), groundless},
		"takes an access for a day":                        {access(func(s *governance.SupportAccessSpec) { s.Country = "KZ" }), nil},
	} {
		t.Run(name, func(t *testing.T) {
			wantCauses(t, c.Create(t.Context(), tc.object, client.DryRunAll), tc.want)
		})
	}
	long := access(func(s *governance.SupportAccessSpec) {
		s.Country, s.Until = "KZ", metav1.NewTime(from.Add(24*time.Hour+time.Second))
	})
	if err := c.Create(t.Context(), long, client.DryRunAll); err == nil {
		t.Error("an access of more than a day was taken")
	}
}
