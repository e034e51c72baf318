package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/facts"
)

func TestSite(t *testing.T) {
	got := facts.Site(&compute.DataCentre{
		ObjectMeta: metav1.ObjectMeta{Name: "astana-1"},
		Spec: compute.DataCentreSpec{
			Country: "KZ", Segments: []tenancy.Segment{tenancy.SegmentG2G}, Registered: true,
			Accession: compute.Accession{AnsweredOn: "2026-01-15"}, CommissionedOn: "2026-02-01",
		},
	})
	want := residency.Site{Name: "astana-1", Country: "KZ", Segments: []string{"G2G"}, Registered: true,
		AccessionAnsweredOn: "2026-01-15", CommissionedOn: "2026-02-01"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Site (-want +got):\n%s", diff)
	}
}

func TestPassport(t *testing.T) {
	s := &tenancy.InformationSystem{Spec: tenancy.InformationSystemSpec{
		Category: tenancy.CategoryPriority, Class: tenancy.ClassFirst,
		Segment: tenancy.SegmentG2CB, PersonalData: tenancy.PersonalDataUnknown,
	}}
	want := passport.Facts{Owner: "minfin", Category: "Priority", Class: "First", Segment: "G2CB", PersonalData: "Unknown"}
	if diff := cmp.Diff(want, facts.Passport("minfin", s)); diff != "" {
		t.Errorf("Passport (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(residency.System{PersonalData: "Unknown", Segment: "G2CB"}, facts.System(s)); diff != "" {
		t.Errorf("System (-want +got):\n%s", diff)
	}
}

func TestClearancesAreThoseOfTheSystem(t *testing.T) {
	list := []governance.SecurityClearance{
		{ObjectMeta: metav1.ObjectMeta{Name: "p-1"}, Spec: governance.SecurityClearanceSpec{
			System: "treasury", Verdict: governance.VerdictPositive, ValidFrom: "2026-01-01", ValidUntil: "2027-01-01"}},
		{ObjectMeta: metav1.ObjectMeta{Name: "p-2"}, Spec: governance.SecurityClearanceSpec{
			System: "customs", Verdict: governance.VerdictNegative}},
	}
	want := []clearance.Clearance{{Name: "p-1", Positive: true, ValidFrom: "2026-01-01", ValidUntil: "2027-01-01"}}
	if diff := cmp.Diff(want, facts.Clearances(list, "treasury")); diff != "" {
		t.Errorf("Clearances (-want +got):\n%s", diff)
	}
}

func TestWorkloadOf(t *testing.T) {
	labels := map[string]string{
		tenancy.LabelAgency: "minfin", tenancy.LabelSystem: "treasury",
		tenancy.LabelEnvironment: "prod", tenancy.LabelEnvironmentType: "production",
	}
	got, ok := facts.WorkloadOf(labels)
	want := facts.Workload{Agency: "minfin", System: "treasury", Environment: "prod", Type: tenancy.EnvironmentProduction}
	if !ok || got != want {
		t.Errorf("WorkloadOf = %+v, %v, want %+v", got, ok, want)
	}
	if _, ok := facts.WorkloadOf(map[string]string{tenancy.LabelAgency: "minfin"}); ok {
		t.Error("an agency namespace passed for a workload namespace")
	}
}
