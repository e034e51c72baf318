package webhook_test

import (
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// editions asks admission for editions of the rules.
func editions(t *testing.T) {
	draft := func(change func(*governance.RegulationProfileSpec)) *governance.RegulationProfile {
		p := &governance.RegulationProfile{}
		if err := controlplane.New(t).Client.Get(t.Context(), client.ObjectKey{Name: "concept-2022"}, p); err != nil {
			t.Fatal(err)
		}
		p.ObjectMeta = metav1.ObjectMeta{Name: "draft-2027"}
		p.Spec.ValidFrom, p.Spec.ValidTo = "2027-01-01", ""
		change(&p.Spec)
		return p
	}
	for name, tc := range map[string]struct {
		change func(*governance.RegulationProfileSpec)
		want   []cause
	}{
		"takes one that begins on a day of its own": {func(*governance.RegulationProfileSpec) {}, nil},
		"refuses a second one of a day": {func(s *governance.RegulationProfileSpec) { s.ValidFrom = "2026-07-01" },
			[]cause{{"EditionInForce", "spec.validFrom", "edition digital-code-2026 begins on 2026-07-01, too, and one edition is in force on a day; let this one begin on another day"}}},
		"refuses one that ends before it begins": {func(s *governance.RegulationProfileSpec) { s.ValidTo = "2026-12-31" },
			[]cause{{"EditionInForce", "spec.validTo", "edition draft-2027 ends on 2026-12-31, before it begins on 2027-01-01; correct one of them"}}},
		"refuses a measure of a party that nobody knows": {func(s *governance.RegulationProfileSpec) { s.Measures[0].Parties = []string{"XX"} },
			[]cause{{"PartyUnknown", "spec.measures", "measure 1 is of party XX, which the edition does not name; add it to spec.parties (KZ-MIG-P01)"}}},
	} {
		t.Run(name, func(t *testing.T) {
			wantCauses(t, zhanna.client(t).Create(t.Context(), draft(tc.change), client.DryRunAll), tc.want)
		})
	}
}

// theMoratorium asks for new systems before and after an administrator has
// switched the rule on.
func theMoratorium(t *testing.T) {
	elsewhere := func(change func(*tenancy.InformationSystemSpec)) *tenancy.InformationSystem {
		return builders.System("new", "minfin", func(s *tenancy.InformationSystemSpec) {
			s.Target = tenancy.TargetOther
			if change != nil {
				change(s)
			}
		})
	}
	c := controlplane.New(t).Client
	wantCauses(t, c.Create(t.Context(), elsewhere(nil), client.DryRunAll), nil)
	o := &governance.RuleOverride{ObjectMeta: metav1.ObjectMeta{Name: "mor-on"}, Spec: governance.RuleOverrideSpec{
		Rule: "KZ-PLT-MOR", Enforcement: governance.EnforcementDeny, Reason: "the decree was read", Document: "Order 5"}}
	if err := zhanna.client(t).Create(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remove(t, c, o) })
	refused := []cause{{"Moratorium", "spec.target", "system new is new and planned off the platform, which nobody may create since 2026-01-01 " +
		"without a decision of the Commission under the President; plan it on the platform (--target Platform) or name the decision (--commission-decision) " +
		"(KZ-PLT-MOR, edition digital-code-2026; set to Deny by zhanna on " + o.CreationTimestamp.UTC().Format("2006-01-02") +
		", RuleOverride mor-on, on the ground of Order 5: the decree was read)"}}
	for name, tc := range map[string]struct {
		system *tenancy.InformationSystem
		want   []cause
	}{
		"refuses a new system elsewhere": {elsewhere(nil), refused},
		"takes one on the platform":      {elsewhere(func(s *tenancy.InformationSystemSpec) { s.Target = tenancy.TargetPlatform }), nil},
		"takes one of which nobody said": {elsewhere(func(s *tenancy.InformationSystemSpec) { s.Target = "" }), nil},
		"takes one that ran before":      {elsewhere(func(s *tenancy.InformationSystemSpec) { s.OperatingSince = "2019-05-01" }), nil},
		"takes one with a decision":      {elsewhere(func(s *tenancy.InformationSystemSpec) { s.CommissionDecision = "No. 3 of 2026-10-01" }), nil},
	} {
		t.Run(name, func(t *testing.T) { wantCauses(t, c.Create(t.Context(), tc.system, client.DryRunAll), tc.want) })
	}
	t.Run("refuses to move a system's plan elsewhere", func(t *testing.T) {
		patch := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"target":"Other"}}`))
		got := causesOf(t, c.Patch(t.Context(), builders.System("treasury", "minfin", nil), patch, client.DryRunAll))
		if len(got) != 1 || got[0].Reason != "Moratorium" {
			t.Errorf("causes: %+v", got)
		}
	})
	t.Run("leaves what is planned elsewhere already alone", func(t *testing.T) {
		patch := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"purpose":"taxes"}}`))
		wantCauses(t, c.Patch(t.Context(), builders.System("treasury", "minfin", nil), patch, client.DryRunAll), nil)
	})
}

// takenBack changes the answer on personal data without and with approvals.
func takenBack(t *testing.T) {
	no := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"personalData":"No"}}`))
	change := func(by speaker) error {
		return by.client(t).Patch(t.Context(), builders.System("archive", "minfin", nil), no, client.DryRunAll)
	}
	missing := []cause{{"ApprovalMissing", "spec.personalData", "personalData of system archive changes from Unknown to No, and nobody but its author has approved that; " +
		"have GO or MINAI create an Approval of matter personal-data-no on the passport as it is now, then change it (KZ-PD-12)"}}
	wantCauses(t, change(master), missing)
	var is tenancy.InformationSystem
	if err := controlplane.New(t).Client.Get(t.Context(), client.ObjectKey{Namespace: "agency-minfin", Name: "archive"}, &is); err != nil {
		t.Fatal(err)
	}
	hash, err := facts.NoPersonalDataContent(is.Name, is.Spec)
	if err != nil {
		t.Fatal(err)
	}
	say := func(d governance.Decision) {
		a := &governance.Approval{ObjectMeta: metav1.ObjectMeta{Name: "no-" + strings.ToLower(string(d)), Namespace: "agency-minfin"}, Spec: governance.ApprovalSpec{
			Subject: governance.Subject{Kind: "InformationSystem", Name: "archive"}, Matter: "personal-data-no", Party: "MINAI", Decision: d, ContentHash: hash}}
		if err := dana.client(t).Create(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { remove(t, controlplane.New(t).Client, a) })
	}
	say(governance.DecisionApproved)
	wantCauses(t, change(master), nil)
	other := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"personalData":"No","segment":"G2CB"}}`))
	wantCauses(t, master.client(t).Patch(t.Context(), builders.System("archive", "minfin", nil), other, client.DryRunAll), missing)
	say(governance.DecisionRejected)
	wantCauses(t, change(master), missing)
}
