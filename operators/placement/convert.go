package placement

import (
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

func hostFacts(h *compute.Host) placement.Host {
	return placement.Host{
		Name:          h.Name,
		DataCentre:    h.Spec.DataCentre,
		Segment:       string(h.Spec.Segment),
		Zone:          h.Spec.Zone,
		Ready:         h.DeletionTimestamp == nil && apimeta.IsStatusConditionTrue(h.Status.Conditions, compute.ConditionReady),
		Unschedulable: h.Spec.Unschedulable,
		Allocatable:   placement.Resources(h.Status.Allocatable),
	}
}

// judge turns the verdict on a site into a reason of refusal.
func judge(l law, d residency.Site) placement.Reason {
	l.facts.Site = &d
	verdict, refused := rules.Judge(regulation.Placement, l.facts, l.book, l.now).Refusal()
	switch {
	case !refused:
		return ""
	case verdict.Rule == residency.RuleSegment:
		return placement.Segment
	case verdict.Rule == residency.RuleCommissioned:
		return placement.NotCommissioned
	}
	return placement.Residency
}

// takes is what a bound machine takes on its host: what is reserved or what is
// asked for, whichever is more. The type is nil when it no longer exists.
func takes(vm *compute.VirtualMachine, t *compute.MachineTypeSpec) compute.Resources {
	var most compute.Resources
	if vm.Status.Resources != nil {
		most = *vm.Status.Resources
	}
	if t == nil {
		return most
	}
	asked := vm.Requested(*t)
	return compute.Resources{
		VCPU:      max(most.VCPU, asked.VCPU),
		MemoryMiB: max(most.MemoryMiB, asked.MemoryMiB),
		DiskGiB:   max(most.DiskGiB, asked.DiskGiB),
	}
}

// gone reports whether a machine that is being deleted no longer exists on its
// host: its capacity is free, though its last usage may not be billed yet.
func gone(vm *compute.VirtualMachine) bool {
	c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionProvisioned)
	return vm.DeletionTimestamp != nil && c != nil &&
		c.Status == metav1.ConditionFalse && c.Reason == compute.ReasonDomainGone
}

// apart is a machine's anti-affinity group, unique in the cluster. Groups of
// another scope are others, so that all machines of one mean the same by it.
func apart(vm *compute.VirtualMachine) string {
	switch {
	case vm.Spec.AntiAffinity == "":
		return ""
	case scope(vm) == placement.PerHost:
		return vm.Namespace + "/" + vm.Spec.AntiAffinity
	}
	return vm.Namespace + "/" + vm.Spec.AntiAffinity + "/" + string(vm.Spec.AntiAffinityScope)
}

// scope is what the machines of a machine's anti-affinity group never share.
func scope(vm *compute.VirtualMachine) placement.Scope {
	switch vm.Spec.AntiAffinityScope {
	case compute.ScopeZone:
		return placement.PerZone
	case compute.ScopeDataCentre:
		return placement.PerDataCentre
	}
	return placement.PerHost
}
