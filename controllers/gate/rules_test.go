package gate

import (
	"strings"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/editions"
)

// message of a condition as it was seen last.
func message(vm *compute.VirtualMachine, kind string) string {
	return apimeta.FindStatusCondition(vm.Status.Conditions, kind).Message
}

func TestAnAdministratorsWordOpensAndShutsTheGate(t *testing.T) {
	start(t, &book{})
	w := newWorld(t, "override", tenancy.EnvironmentTest)
	w.create(builders.DataCentre(w.agency, func(s *compute.DataCentreSpec) { s.Registered = false }))
	vm := builders.VM("web-1", w.ns).In(w.agency).Obj()
	w.create(vm)
	w.reaches(vm, compute.ConditionResidencyCompliant, metav1.ConditionFalse, compute.ReasonResidencyViolated)
	if got := message(vm, compute.ConditionResidencyCompliant); !strings.HasSuffix(got, "(KZ-PD-36, edition digital-code-2026)") {
		t.Errorf("the refusal names neither rule nor edition: %s", got)
	}
	o := &governance.RuleOverride{ObjectMeta: metav1.ObjectMeta{Name: w.agency}, Spec: governance.RuleOverrideSpec{
		Rule: "KZ-PD-36", Enforcement: governance.EnforcementWarn, Reason: "the register moves", Document: "Order 8"}}
	w.create(o)
	w.reaches(vm, compute.ConditionResidencyCompliant, metav1.ConditionTrue, compute.ReasonCompliant)
	if got := message(vm, compute.ConditionResidencyCompliant); !strings.Contains(got, "under edition digital-code-2026; warning: ") || !strings.Contains(got, "Order 8: the register moves") {
		t.Errorf("nobody is warned by whose word it is allowed: %s", got)
	}
	if err := w.cp.Client.Delete(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	w.reaches(vm, compute.ConditionResidencyCompliant, metav1.ConditionFalse, compute.ReasonResidencyViolated)
}

func TestAnApprovedExceptionOpensTheGateAndARejectionShutsIt(t *testing.T) {
	start(t, &book{})
	w := newWorld(t, "exception", tenancy.EnvironmentTest)
	w.create(builders.DataCentre(w.agency, func(s *compute.DataCentreSpec) { s.Registered = false }))
	vm := builders.VM("web-1", w.ns).In(w.agency).Obj()
	w.create(vm)
	x := &governance.ResidencyException{ObjectMeta: metav1.ObjectMeta{Name: "x-1", Namespace: tenancy.AgencyNamespace(w.agency)},
		Spec: governance.ResidencyExceptionSpec{System: "treasury", Rules: []string{"KZ-PD-36"}, DataCentres: []string{w.agency}, Act: "Order 9",
			Reason: "the register is being moved", ValidFrom: metav1.NewTime(now.Add(-time.Hour)), ExpiresAt: metav1.NewTime(now.Add(time.Hour))}}
	w.create(x)
	hash, err := facts.ExceptionContent(x.Spec)
	if err != nil {
		t.Fatal(err)
	}
	say := func(by, name string, d governance.Decision) {
		t.Helper()
		a := &governance.Approval{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: x.Namespace}, Spec: governance.ApprovalSpec{
			Subject: governance.Subject{Kind: "ResidencyException", Name: x.Name}, Matter: "exception", Party: "OPERATOR", Decision: d, ContentHash: hash}}
		if err := w.cp.As(by, "system:masters").Create(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	say("dana", "a-1", governance.DecisionApproved)
	w.reaches(vm, compute.ConditionResidencyCompliant, metav1.ConditionFalse, compute.ReasonResidencyViolated)
	say("timur", "a-2", governance.DecisionApproved)
	w.reaches(vm, compute.ConditionResidencyCompliant, metav1.ConditionTrue, compute.ReasonCompliant)
	if got := message(vm, compute.ConditionResidencyCompliant); !strings.HasSuffix(got, "; exception x-1 lifts KZ-PD-36") {
		t.Errorf("it does not say what it rests on: %s", got)
	}
	say("timur", "a-3", governance.DecisionRejected)
	w.reaches(vm, compute.ConditionResidencyCompliant, metav1.ConditionFalse, compute.ReasonResidencyViolated)
}

func TestTheGateComesBackInTheSecondInWhichAnExceptionIsGone(t *testing.T) {
	o := lawful()
	o.system.exceptions = []exception.Exception{
		{Name: "other", System: "portal", ValidFrom: o.now.Add(-time.Hour), ExpiresAt: o.now.Add(time.Second)},
		{Name: "own", System: "treasury", ValidFrom: o.now.Add(-time.Hour), ExpiresAt: o.now.Add(90 * time.Second)},
		{Name: "later", System: "treasury", ValidFrom: o.now.Add(time.Hour), ExpiresAt: o.now.Add(2 * time.Hour)},
	}
	if got, want := untilException(o).RequeueAfter, 90*time.Second; got != want {
		t.Errorf("it comes back after %s, want %s", got, want)
	}
}

func TestDecideUnderAnEdition(t *testing.T) {
	under := func(overrides ...regulation.Override) regulation.Book {
		return regulation.BookOf(editions.Shipped(t), overrides, "2026-11-22")
	}
	off := func(rule string) regulation.Override {
		return regulation.Override{Name: "o", Rule: rule, Enforcement: regulation.Off, By: "zhanna", At: "2026-11-20T00:00:00Z", Document: "Order 5", Reason: "why"}
	}
	fra := site("fra-1", "DE")
	for name, tc := range map[string]struct {
		change              func(*observation)
		security, residency short
	}{
		"names the edition when nothing stands against it": {
			func(o *observation) { o.book = under() },
			short{"True", "Cleared", cleared}, short{"True", "Compliant", somewhere + " under edition digital-code-2026"}},
		"says that a rule is not enforced": {
			func(o *observation) { o.book, o.system.clearances = under(off("KZ-IB-40")), nil },
			short{"True", "NotRequired", "rule KZ-IB-40 is not enforced under edition digital-code-2026"},
			short{"True", "Compliant", somewhere + " under edition digital-code-2026"}},
		"keeps the platform in Kazakhstan when the rule on personal data is off": {
			func(o *observation) {
				o.book, o.place = under(off("KZ-PD-12")), &place{dataCentre: "fra-1", site: &fra}
			},
			short{"True", "Cleared", cleared},
			short{"False", residency.ReasonViolated, "data centre fra-1 stands in DE, and the platform runs in Kazakhstan alone; choose a data centre in KZ (KZ-PLT-82-7, edition digital-code-2026)"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := lawful()
			tc.change(&o)
			v := decide(o)
			if got := of(&v.security); got != tc.security {
				t.Errorf("security %+v, want %+v", got, tc.security)
			}
			if got := of(&v.residency); got != tc.residency {
				t.Errorf("residency %+v, want %+v", got, tc.residency)
			}
		})
	}
}
