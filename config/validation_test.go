package config_test

import (
	"strings"
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestSchemasRefuse(t *testing.T) {
	api := controlplane.New(t).Client
	const ns = "env-schemas-dev"
	if err := api.Create(t.Context(), builders.Namespace(ns, builders.WorkloadLabels("schemas", "esf", "dev", tenancy.EnvironmentDev))); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		object client.Object
		want   string
	}{
		"a day that no calendar has": {
			builders.Tariff("february", func(s *finance.TariffSpec) { s.ValidFrom = "2026-02-31" }), "spec.validFrom",
		},
		"an accession on such a day": {
			builders.DataCentre("leap", func(s *compute.DataCentreSpec) { s.Accession.AnsweredOn = "2027-02-29" }), "spec.accession.answeredOn",
		},
		"a scope of anti-affinity without a group": {
			builders.VM("alone", ns).ApartBy("", compute.ScopeZone).Obj(), "name the group in antiAffinity",
		},
		"a scope that nothing has":          {builders.VM("far", ns).ApartBy("db", "Rack").Obj(), "spec.antiAffinityScope"},
		"a machine's name with a dot":       {builders.VM("web.one", ns).Obj(), "no dots"},
		"a machine's name of 64 characters": {builders.VM(strings.Repeat("x", 64), ns).Obj(), "at most 63"},
	} {
		t.Run(name, func(t *testing.T) { refuses(t, api.Create(t.Context(), tc.object, client.DryRunAll), tc.want) })
	}
}

func TestSchemasHoldWhatARunningMachineCannotChange(t *testing.T) {
	api := controlplane.New(t).Client
	const ns = "env-changes-dev"
	if err := api.Create(t.Context(), builders.Namespace(ns, builders.WorkloadLabels("changes", "esf", "dev", tenancy.EnvironmentDev))); err != nil {
		t.Fatal(err)
	}
	vm := builders.VM("web", ns).DataDisk("data", 2).Obj()
	if err := api.Create(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ patch, want string }{
		"a disk grows while it runs":         {`{"spec":{"rootDiskGiB":2}}`, "only while runStrategy is Halted"},
		"a disk is added while it runs":      {`{"spec":{"dataDisks":[{"name":"data","sizeGiB":2},{"name":"more","sizeGiB":1}]}}`, "only while runStrategy is Halted"},
		"its type changes while it runs":     {`{"spec":{"machineType":"large"}}`, "only while runStrategy is Halted"},
		"a disk shrinks":                     {`{"spec":{"runStrategy":"Halted","dataDisks":[{"name":"data","sizeGiB":1}]}}`, "nor shrink"},
		"its image changes":                  {`{"spec":{"image":"other"}}`, "cannot change"},
		"it is bound and moves in one write": {`{"spec":{"host":"h1","dataCentre":"astana-1"}}`, ""},
		"disks grow while it is halted":      {`{"spec":{"runStrategy":"Halted","rootDiskGiB":2,"dataDisks":[{"name":"data","sizeGiB":3}]}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			patch := client.RawPatch("application/merge-patch+json", []byte(tc.patch))
			refuses(t, api.Patch(t.Context(), vm.DeepCopy(), patch, client.DryRunAll), tc.want)
		})
	}
	bound := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"host":"h1"}}`))
	if err := api.Patch(t.Context(), vm, bound); err != nil {
		t.Fatal(err)
	}
	t.Run("a placed machine keeps further apart", func(t *testing.T) {
		patch := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"antiAffinity":"db","antiAffinityScope":"Zone"}}`))
		refuses(t, api.Patch(t.Context(), vm.DeepCopy(), patch, client.DryRunAll), "the anti-affinity scope cannot change")
	})
	t.Run("a placed machine moves to another data centre", func(t *testing.T) {
		patch := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"dataCentre":"frankfurt-1"}}`))
		refuses(t, api.Patch(t.Context(), vm.DeepCopy(), patch, client.DryRunAll), "cannot change once the machine is placed")
	})
}

// refuses checks that err is a refusal that says want; with nothing to want, that
// there is none.
func refuses(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("refused: %v", err)
	case want != "" && err == nil:
		t.Errorf("allowed, want a refusal that says %q", want)
	case want != "" && !strings.Contains(err.Error(), want):
		t.Errorf("got %v, want it to say %q", err, want)
	}
}
