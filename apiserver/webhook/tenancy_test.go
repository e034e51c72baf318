package webhook_test

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func environments(t *testing.T) {
	env := builders.Environment
	for name, tc := range map[string]struct {
		env  *tenancy.Environment
		want []cause
	}{
		"allows production of a system with a complete passport": {env("prod", "minfin", "treasury", tenancy.EnvironmentProduction), nil},
		"allows a test environment despite gaps":                 {env("gapped", "minfin", "archive", tenancy.EnvironmentTest), nil},
		"refuses production for gaps and says how to fill them": {env("arch", "minfin", "archive", tenancy.EnvironmentProduction), []cause{
			{"PassportGaps", "spec.type", "production needs a complete passport, and that of system archive lacks category (TypicalService, HighPriority, Priority, NonPriority or NotMoved), class (First, Second or Third), personalData (Yes or No); fill in: ikpctl system set minfin/archive (C-4.1, edition digital-code-2026)"}}},
		"refuses a namespace that is already somebody else's": {env("foreign", "minfin", "treasury", tenancy.EnvironmentTest), []cause{
			{"NamespaceTaken", "metadata.name", "namespace env-minfin-foreign is already somebody else's; choose another name for the environment"}}},
		"refuses a system that does not exist": {env("x", "minfin", "nowhere", tenancy.EnvironmentTest), []cause{
			{"SystemMissing", "spec.system", "agency minfin has no InformationSystem nowhere; register it in namespace agency-minfin first"}}},
	} {
		t.Run(name, func(t *testing.T) {
			wantCauses(t, controlplane.New(t).Client.Create(t.Context(), tc.env, client.DryRunAll), tc.want)
		})
	}
	t.Run("allows names that would join to one without the hyphens between", func(t *testing.T) {
		create(t, builders.Environment("a-b", "min", "treasury", tenancy.EnvironmentTest))
		for _, obj := range []client.Object{agencyNamespace("min-a"), builders.System("treasury", "min-a", nil)} {
			create(t, obj)
		}
		alike := builders.Environment("b", "min-a", "treasury", tenancy.EnvironmentTest)
		wantCauses(t, controlplane.New(t).Client.Create(t.Context(), alike, client.DryRunAll), nil)
	})
}

func otherKinds(t *testing.T) {
	inDefault := func(obj client.Object) client.Object { obj.SetNamespace(metav1.NamespaceDefault); return obj }
	quotaFor := func(name, system, environment string) *finance.Quota {
		q := builders.Quota(name, "minfin", finance.Amount{VCPU: 4})
		q.Spec.System, q.Spec.Environment = system, environment
		return q
	}
	const outside = "namespace default is not the namespace of an agency; create this in agency-<name>"
	for name, tc := range map[string]struct {
		obj  client.Object
		want []cause
	}{
		"allows a committee of a ministry": {builders.Agency("tax", func(s *tenancy.AgencySpec) { s.Parent = "minfin" }), nil},
		"refuses an agency under nobody": {builders.Agency("tax", func(s *tenancy.AgencySpec) { s.Parent = "nobody" }), []cause{
			{"ParentMissing", "spec.parent", "agency nobody does not exist; register it first, or leave spec.parent empty"}}},
		"allows a budget for another year": {builders.Budget("minfin-2027", "minfin", 2027, "1.00"), nil},
		"refuses a second budget for a year": {builders.Budget("more", "minfin", 2026, "1.00"), []cause{
			{"Duplicate", "spec.fiscalYear", "agency minfin has Budget minfin-2026 for 2026 already; change that one (C-1.3)"}}},
		"refuses a budget outside of agencies": {inDefault(builders.Budget("b", "minfin", 2026, "1.00")), []cause{
			{"NotInAgency", "metadata.namespace", outside}}},
		"allows a quota of a system":       {quotaFor("treasury", "treasury", ""), nil},
		"allows a quota of an environment": {quotaFor("treasury-test", "treasury", "test"), nil},
		"refuses a second quota of the agency": {quotaFor("more", "", ""), []cause{
			{"Duplicate", "spec", "Quota minfin is for agency minfin already; change that one (C-1.3)"}}},
		"refuses a quota of a system that does not exist": {quotaFor("x", "nowhere", ""), []cause{
			{"SystemMissing", "spec.system", "agency minfin has no InformationSystem nowhere; register it in namespace agency-minfin first"}}},
		"refuses a quota of another system's environment": {quotaFor("x", "archive", "test"), []cause{
			{"SystemMissing", "spec.environment", "system archive has no Environment test; create it first"}}},
		"allows a host in a data centre": {builders.Host("h1", "astana-1", nil), nil},
		"refuses a host in no data centre": {builders.Host("h1", "mars-1", nil), []cause{
			{"CatalogueMissing", "spec.dataCentre", "data centre mars-1 does not exist; register it first"}}},
		"refuses a host in a data centre that is being deleted": {builders.Host("h1", "leaving-1", nil), []cause{
			{"Withdrawn", "spec.dataCentre", "data centre leaving-1 is being deleted and takes no more hosts; choose another one of: kubectl get datacentres"}}},
		"refuses a host of a segment that its data centre does not serve": {
			builders.Host("h1", "astana-1", func(s *compute.HostSpec) { s.Segment = tenancy.SegmentG2CB }), []cause{
				{"ResidencyViolated", "spec.segment", "data centre astana-1 serves [G2G], not segment G2CB; add the segment to the data centre or choose another one (C-2.4)"}}},
		"refuses a system outside of agencies": {inDefault(builders.System("s", "minfin", nil)), []cause{
			{"NotInAgency", "metadata.namespace", outside}}},
	} {
		t.Run(name, func(t *testing.T) {
			wantCauses(t, controlplane.New(t).Client.Create(t.Context(), tc.obj, client.DryRunAll), tc.want)
		})
	}
}

func clearances(t *testing.T, d *desk) {
	d.set(nil)
	service := controlplane.New(t).As("saule", "ikp:security-service")
	t.Run("allows a clearance of a system", func(t *testing.T) {
		wantCauses(t, service.Create(t.Context(), builders.Clearance("p-1", "minfin", "treasury", nil), client.DryRunAll), nil)
	})
	t.Run("refuses a clearance of a system that does not exist", func(t *testing.T) {
		wantCauses(t, service.Create(t.Context(), builders.Clearance("p-1", "minfin", "tresury", nil), client.DryRunAll), []cause{
			{"SystemMissing", "spec.system", "agency minfin has no InformationSystem tresury; register it in namespace agency-minfin first"}})
	})
	expired := func(s *governance.SecurityClearanceSpec) { s.ValidUntil = "2026-11-21" }
	t.Run("refuses production after the clearance has expired", func(t *testing.T) {
		c := builders.Clearance("p-1", "minfin", "treasury", expired)
		if err := service.Create(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { remove(t, controlplane.New(t).Client, c) })
		wantCauses(t, controlplane.New(t).Client.Create(t.Context(), vm(production).Obj(), client.DryRunAll), []cause{
			{"ClearanceExpired", "", "clearance p-1 ended on 2026-11-21; have the system tested again by the state technical service (KZ-IB-40, edition digital-code-2026)"}})
	})
}

func changingTenancy(t *testing.T) {
	for name, tc := range map[string]struct {
		obj   client.Object
		patch string
		want  []cause
	}{
		"a segment does not change under machines": {builders.System("treasury", "minfin", nil), `{"spec":{"segment":"G2CB"}}`, []cause{
			{"InUse", "spec.segment", `1 machines of the system are in segment G2G, and the segments are separate; delete them before the system changes to segment "G2CB" (C-2.4)`}}},
		"a segment changes while nothing runs": {builders.System("archive", "minfin", nil), `{"spec":{"segment":"G2CB"}}`, nil},
		"a segment is filled in":               {builders.System("portal", "minfin", nil), `{"spec":{"segment":"G2CB"}}`, nil},
		"other answers change under machines":  {builders.System("treasury", "minfin", nil), `{"spec":{"class":"First"}}`, nil},
		"a ministry is not put under its own committee": {builders.Agency("minfin", nil), `{"spec":{"parent":"customs"}}`, []cause{
			{"Cycle", "spec.parent", "agency minfin would be subordinate to itself: minfin → customs → minfin; correct spec.parent of one of them"}}},
	} {
		t.Run(name, func(t *testing.T) {
			patch := client.RawPatch("application/merge-patch+json", []byte(tc.patch))
			wantCauses(t, controlplane.New(t).Client.Patch(t.Context(), tc.obj, patch, client.DryRunAll), tc.want)
		})
	}
}
