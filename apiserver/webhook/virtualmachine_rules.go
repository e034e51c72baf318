package webhook

import (
	"context"
	"errors"
	"fmt"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/facts"
)

// clearance refuses a production machine of a system that is not cleared (KZ-IB-40).
func (k checks) clearance(ctx context.Context, w facts.Workload, v *verdict) error {
	var list governance.SecurityClearanceList
	if err := k.reader.List(ctx, &list, client.InNamespace(tenancy.AgencyNamespace(w.Agency))); err != nil {
		return fmt.Errorf("listing the clearances of agency %q: %w", w.Agency, err)
	}
	c := clearance.Check(string(w.Type), facts.Clearances(list.Items, w.System), k.today())
	if !c.Cleared {
		v.refuse(c.Reason, c.Rule, "", "%s", c.Message)
	}
	return nil
}

// residency refuses a pinned data centre that breaks a rule, and a machine that
// no data centre may run.
func (k checks) residency(ctx context.Context, vm *compute.VirtualMachine, is *tenancy.InformationSystem, v *verdict) error {
	system := facts.System(is)
	if is.Spec.PersonalData == tenancy.PersonalDataUnknown {
		v.warn("InformationSystem %s leaves personalData unknown, which counts as Yes (%s)", is.Name, residency.RuleCountry)
	}
	if c := residency.CheckSystem(system); !c.Allowed {
		v.refuse(c.Reason, c.Rule, "", "%s", c.Message)
		return nil
	}
	sites, err := k.sites(ctx)
	if err != nil {
		return err
	}
	if vm.Spec.DataCentre == "" {
		anywhere(system, sites, k.today(), v)
		return nil
	}
	pinned(system, sites, vm.Spec.DataCentre, k.today(), v)
	return nil
}

func pinned(s residency.System, sites []residency.Site, name, today string, v *verdict) {
	const field = "spec.dataCentre"
	for _, site := range sites {
		if site.Name != name {
			continue
		}
		if c := residency.Check(s, site, today); !c.Allowed {
			v.refuse(c.Reason, c.Rule, field, "%s", c.Message)
		}
		return
	}
	v.refuse(compute.ReasonCatalogueMissing, "", field, "data centre %s does not exist; choose one of: kubectl get datacentres", name)
}

// anywhere refuses with what the last site broke when no site is lawful.
func anywhere(s residency.System, sites []residency.Site, today string, v *verdict) {
	var last residency.Verdict
	for _, site := range sites {
		if last = residency.Check(s, site, today); last.Allowed {
			return
		}
	}
	if last.Message == "" {
		v.refuse(compute.ReasonResidencyViolated, residency.RuleCommissioned, "", "the platform has no data centre yet; ask the platform operator")
		return
	}
	v.refuse(last.Reason, last.Rule, "", "none of %d data centres may run the system; of the last one: %s", len(sites), last.Message)
}

// quotaAndBudget asks the ledger without reserving. A silent ledger refuses
// nothing here: the gate asks again, and it is the authority.
func (k checks) quotaAndBudget(ctx context.Context, vm *compute.VirtualMachine, w facts.Workload, want compute.Resources, v *verdict) {
	err := k.ledger.Look(ctx, ledger.Request{
		Machine: string(vm.UID),
		Name:    vm.Namespace + "/" + vm.Name,
		Owner:   ledger.Owner{Agency: w.Agency, System: w.System, Environment: w.Environment},
		Vector:  ledger.Vector{VCPU: want.VCPU, MemoryMiB: want.MemoryMiB, DiskGiB: want.DiskGiB},
		At:      k.clock.Now(),
	})
	var refused *ledger.Refusal
	switch {
	case errors.As(err, &refused):
		v.refuse(refused.Reason, refused.Rule, fieldMachineType, "%s", refused.Message)
	case err != nil:
		ctrl.LoggerFrom(ctx).Error(err, "The ledger did not answer")
		v.warn("the ledger does not answer; quota and budget are checked before the machine starts")
	}
}

func (k checks) today() string { return calendar.Day(k.clock.Now()) }
