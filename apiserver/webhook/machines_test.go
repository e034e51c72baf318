package webhook_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func vm(namespace string) *builders.VMBuilder { return builders.VM("web-1", namespace).RootDisk(4) }

func creatingMachines(t *testing.T, d *desk) {
	const missing = "production needs a positive protocol of the information-security tests and the system has none; have it tested by the state technical service, which issues the SecurityClearance (KZ-IB-40, edition digital-code-2026)"
	const overdrawn = "needs 2 vCPU, agency minfin has 1 of 40 left; free some or ask the platform operator to raise Quota minfin (C-1.3, edition digital-code-2026)"
	quota := &ledger.Refusal{Reason: compute.ReasonQuotaExceeded, Rule: "C-1.3",
		Message: "needs 2 vCPU, agency minfin has 1 of 40 left; free some or ask the platform operator to raise Quota minfin (C-1.3)"}
	for name, tc := range map[string]struct {
		vm     *compute.VirtualMachine
		ledger error
		want   []cause
	}{
		"allows a lawful machine":                         {vm(test).Obj(), nil, nil},
		"allows a machine pinned to a lawful data centre": {vm(test).In("astana-1").Obj(), nil, nil},
		"allows a machine while the ledger is silent":     {vm(test).Obj(), errors.New("connection refused"), nil},
		"refuses an unknown machine type": {vm(test).OfType("huge").Obj(), nil, []cause{
			{"CatalogueMissing", "spec.machineType", "machine type huge does not exist; choose one of: kubectl get machinetypes"}}},
		"refuses an unknown image": {vm(test).From("win").Obj(), nil, []cause{
			{"CatalogueMissing", "spec.image", "image win does not exist; choose one of: kubectl get images"}}},
		"refuses a withdrawn machine type": {vm(test).OfType("old").Obj(), nil, []cause{
			{"Withdrawn", "spec.machineType", "machine type old is withdrawn; choose another one of: kubectl get machinetypes"}}},
		"refuses a machine type that is being deleted": {vm(test).OfType("leaving").Obj(), nil, []cause{
			{"Withdrawn", "spec.machineType", "machine type leaving is withdrawn; choose another one of: kubectl get machinetypes"}}},
		"refuses an image that is being deleted": {vm(test).From("leaving").Obj(), nil, []cause{
			{"Withdrawn", "spec.image", "image leaving is withdrawn; choose another one of: kubectl get images"}}},
		"refuses a root disk that is too small for the image": {vm(test).RootDisk(3).Obj(), nil, []cause{
			{"TooSmallForImage", "spec.rootDiskGiB", "image guest needs a root disk of 4 GiB, asked are 3; set spec.rootDiskGiB to 4 or more"}}},
		"refuses memory that is too small for the image": {vm(test).From("heavy").Obj(), nil, []cause{
			{"TooSmallForImage", "spec.machineType", "image heavy needs 4096 MiB of memory, machine type small has 2048; choose a larger one"}}},
		"refuses production without a clearance": {vm(production).Obj(), nil, []cause{
			{"ClearanceMissing", "", missing}}},
		"refuses personal data abroad": {vm(test).In("fra-1").Obj(), nil, []cause{
			{"ResidencyViolated", "spec.dataCentre", "data centre fra-1 stands in DE, and personal data stays in Kazakhstan; choose a data centre in KZ (KZ-PD-12, edition digital-code-2026)"}}},
		"refuses a system abroad that has not said whether it holds personal data": {vm(gapped).In("fra-1").Obj(), nil, []cause{
			{"ResidencyViolated", "spec.dataCentre", "data centre fra-1 stands in DE, and personal data stays in Kazakhstan (the passport leaves personalData unknown, which counts as Yes); choose a data centre in KZ (KZ-PD-12, edition digital-code-2026)"}}},
		"refuses a data centre that does not exist": {vm(test).In("mars-1").Obj(), nil, []cause{
			{"CatalogueMissing", "spec.dataCentre", "data centre mars-1 does not exist; choose one of: kubectl get datacentres"}}},
		"refuses a machine of a system that is gone": {vm(orphan).Obj(), nil, []cause{
			{"SystemMissing", "metadata.namespace", "agency minfin has no InformationSystem nowhere; register it in namespace agency-minfin first"}}},
		"passes on the ledger's refusal": {vm(test).Obj(), quota, []cause{
			{"QuotaExceeded", "spec.machineType", overdrawn}}},
		"names every cause at once": {vm(production).In("fra-1").Obj(), quota, []cause{
			{"ClearanceMissing", "", missing},
			{"ResidencyViolated", "spec.dataCentre", "data centre fra-1 stands in DE, and personal data stays in Kazakhstan; choose a data centre in KZ (KZ-PD-12, edition digital-code-2026)"},
			{"QuotaExceeded", "spec.machineType", overdrawn}}},
	} {
		t.Run(name, func(t *testing.T) {
			d.set(tc.ledger)
			wantCauses(t, controlplane.New(t).Client.Create(t.Context(), tc.vm, client.DryRunAll), tc.want)
		})
	}
	t.Run("asks the ledger for the machine's owner and size", func(t *testing.T) {
		d.set(nil)
		asked := vm(test).DataDisk("data", 6).Obj()
		if err := controlplane.New(t).Client.Create(t.Context(), asked, client.DryRunAll); err != nil {
			t.Fatal(err)
		}
		got := d.last()
		got.Machine = ""
		want := ledger.Request{Name: test + "/web-1", At: now,
			Owner:  ledger.Owner{Agency: "minfin", System: "treasury", Environment: "test"},
			Vector: ledger.Vector{VCPU: 2, MemoryMiB: 2048, DiskGiB: 10}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("request (-want +got):\n%s", diff)
		}
	})
}

func changingMachines(t *testing.T, d *desk) {
	refusal := &ledger.Refusal{Reason: compute.ReasonQuotaExceeded, Rule: "C-1.3", Message: "needs 6 GiB of disk (C-1.3)"}
	refused := []cause{{"QuotaExceeded", "spec.machineType", "needs 6 GiB of disk (C-1.3, edition digital-code-2026)"}}
	for name, tc := range map[string]struct {
		patch string
		want  []cause
	}{
		"a larger disk is looked at":                           {`{"spec":{"rootDiskGiB":10,"runStrategy":"Halted"}}`, refused},
		"a machine keeps its withdrawn type":                   {`{"spec":{"dataCentre":"astana-1"}}`, refused},
		"stopping asks nobody":                                 {`{"spec":{"runStrategy":"Halted"}}`, nil},
		"restarting asks nobody":                               {`{"spec":{"restartedAt":"2026-11-22T10:00:00Z"}}`, nil},
		"binding asks nobody":                                  {`{"spec":{"host":"h1"}}`, nil},
		"metadata asks nobody":                                 {`{"metadata":{"labels":{"a":"b"}}}`, nil},
		"a finalizer comes off while the webhook would refuse": {`{"metadata":{"finalizers":null}}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d.set(refusal)
			obj := builders.VM("old-1", test).Obj()
			patch := client.RawPatch("application/merge-patch+json", []byte(tc.patch))
			wantCauses(t, controlplane.New(t).Client.Patch(t.Context(), obj, patch, client.DryRunAll), tc.want)
		})
	}
}
