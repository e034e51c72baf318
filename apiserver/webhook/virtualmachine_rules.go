package webhook

import (
	"context"
	"errors"
	"fmt"
	"time"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

// clearance refuses a production machine of a system whose passport has gaps or
// that is not cleared (C-4.1, KZ-IB-40): what the gate would say.
func (k checks) clearance(ctx context.Context, w facts.Workload, is *tenancy.InformationSystem, v *verdict) error {
	var list governance.SecurityClearanceList
	if err := k.reader.List(ctx, &list, client.InNamespace(tenancy.AgencyNamespace(w.Agency))); err != nil {
		return fmt.Errorf("listing the clearances of agency %q: %w", w.Agency, err)
	}
	f := rules.Facts{System: facts.Judged(w.Agency, is), Environment: string(w.Type), Clearances: facts.Clearances(list.Items, w.System)}
	return k.judge(ctx, regulation.Gate, f, "", v)
}

// residency refuses a pinned data centre that breaks a rule, and a machine that
// no data centre may run.
func (k checks) residency(ctx context.Context, vm *compute.VirtualMachine, w facts.Workload, is *tenancy.InformationSystem, v *verdict) error {
	if is.Spec.PersonalData == tenancy.PersonalDataUnknown {
		v.warn("InformationSystem %s leaves personalData unknown, which counts as Yes (%s)", is.Name, residency.RuleCountry)
	}
	q, err := k.question(ctx, w, is)
	if err != nil {
		return err
	}
	if j := q.at(nil); len(j.Refusals()) > 0 {
		v.judged(j, "")
		return nil
	}
	sites, err := k.sites(ctx)
	if err != nil {
		return err
	}
	if vm.Spec.DataCentre == "" {
		q.anywhere(sites, v)
		return nil
	}
	q.pinned(sites, vm.Spec.DataCentre, v)
	return nil
}

// question is whether a system may run at a site.
type question struct {
	facts rules.Facts
	book  regulation.Book
	now   time.Time
}

func (k checks) question(ctx context.Context, w facts.Workload, is *tenancy.InformationSystem) (question, error) {
	book, err := k.book(ctx)
	if err != nil {
		return question{}, err
	}
	exceptions, err := facts.Exceptions(ctx, k.reader, w.Agency)
	if err != nil {
		return question{}, err
	}
	return question{rules.Facts{System: facts.Judged(w.Agency, is), Exceptions: exceptions}, book, k.clock.Now()}, nil
}

// at judges one site; nil: what can be told before any is known.
func (q question) at(site *residency.Site) rules.Judgement {
	q.facts.Site = site
	return rules.Judge(regulation.Placement, q.facts, q.book, q.now)
}

func (q question) pinned(sites []residency.Site, name string, v *verdict) {
	const field = "spec.dataCentre"
	for i := range sites {
		if sites[i].Name != name {
			continue
		}
		j := q.at(&sites[i])
		if r, refused := j.Refusal(); refused {
			v.refusals = append(v.refusals, refusal{r.Reason, r.Rule, field, r.Message})
			return
		}
		v.judged(j, field)
		return
	}
	v.refuse(compute.ReasonCatalogueMissing, "", field, "data centre %s does not exist; choose one of: kubectl get datacentres", name)
}

// anywhere refuses with what the last site broke when no site is lawful.
func (q question) anywhere(sites []residency.Site, v *verdict) {
	var last regulation.Verdict
	for i := range sites {
		j := q.at(&sites[i])
		r, refused := j.Refusal()
		if !refused {
			v.judged(j, "")
			return
		}
		last = r
	}
	if last.Message == "" {
		v.refuse(compute.ReasonResidencyViolated, residency.RuleCommissioned, "", "the platform has no data centre yet; ask the platform operator")
		return
	}
	v.refusals = append(v.refusals, refusal{last.Reason, last.Rule, "",
		fmt.Sprintf("none of %d data centres may run the system; of the last one: %s", len(sites), last.Message)})
}

// quotaAndBudget asks the ledger without reserving. A silent ledger refuses
// nothing here: the gate asks again, and it is the authority.
func (k checks) quotaAndBudget(ctx context.Context, vm *compute.VirtualMachine, w facts.Workload, want compute.Resources, v *verdict) error {
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
		return k.ledgerSays(ctx, refused, v)
	case err != nil:
		ctrl.LoggerFrom(ctx).Error(err, "The ledger did not answer")
		v.warn("the ledger does not answer; quota and budget are checked before the machine starts")
	}
	return nil
}

// ledgerSays refuses as the ledger does, under the edition in force.
func (k checks) ledgerSays(ctx context.Context, r *ledger.Refusal, v *verdict) error {
	book, err := k.book(ctx)
	if err != nil {
		return err
	}
	j := rules.Judge(regulation.Admission, rules.Facts{Answer: &rules.Answer{Rule: r.Rule, Reason: r.Reason, Message: r.Message}}, book, k.clock.Now())
	if _, judged := j.Of(r.Rule); judged {
		v.judged(j, fieldMachineType)
		return nil
	}
	v.refuse(r.Reason, r.Rule, fieldMachineType, "%s", r.Message)
	return nil
}
