package gate

import (
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/kit"
)

// verdicts are the answers of the gates that need no ledger.
type verdicts struct {
	security, residency metav1.Condition
	// quota is set when there is nothing to ask the ledger for.
	quota *metav1.Condition
}

// decide answers everything that can be answered without the ledger.
func decide(o observation) verdicts {
	v := verdicts{security: security(o), residency: residence(o)}
	v.quota = beforeLedger(o, v)
	return v
}

// security decides SecurityCleared: a complete passport (C-4.1) and a current
// clearance (KZ-IB-40) in production.
func security(o observation) metav1.Condition {
	const gate = compute.ConditionSecurityCleared
	if c, missing := systemMissing(gate, o); missing {
		return c
	}
	j := rules.Judge(regulation.Gate, rules.Facts{
		System: &o.system.System, Environment: string(o.workload.Type), Clearances: o.system.clearances,
	}, o.book, o.now)
	if v, refused := j.Refusal(); refused {
		return kit.False(gate, v.Reason, "%s", v.Message)
	}
	v, asked := j.Of(clearance.Rule)
	switch {
	case !asked:
		return kit.True(gate, clearance.ReasonNotRequired, "rule %s is not enforced%s", clearance.Rule, under(o.book))
	case v.Warns():
		return kit.True(gate, clearance.ReasonNotRequired, "warning: %s", v.Message)
	}
	return kit.True(gate, v.Reason, "%s", v.Message)
}

// beforeLedger decides QuotaReserved where the ledger need not be asked: nothing
// new is reserved while another gate is shut, and nothing is given back.
func beforeLedger(o observation, v verdicts) *metav1.Condition {
	const gate = compute.ConditionQuotaReserved
	obstacle := obstacleOf(o, v)
	switch {
	case obstacle == nil:
		return nil
	case o.reserved == nil:
		return obstacle
	case o.want != nil && *o.reserved != *o.want:
		c := kit.False(gate, obstacle.Reason, "the machine keeps %s; more is not reserved: %s", amount(*o.reserved), obstacle.Message)
		return &c
	}
	c := reserved(*o.reserved)
	return &c
}

// obstacleOf says why nothing can be reserved now; nil: the ledger decides.
func obstacleOf(o observation, v verdicts) *metav1.Condition {
	const gate = compute.ConditionQuotaReserved
	var c metav1.Condition
	switch {
	case o.want == nil:
		c = kit.False(gate, compute.ReasonCatalogueMissing, "machine type %s does not exist; choose one of: kubectl get machinetypes", o.machineType)
	case !o.imageKnown:
		c = kit.False(gate, compute.ReasonCatalogueMissing, "image %s does not exist; choose one of: kubectl get images", o.image)
	case v.security.Status != metav1.ConditionTrue:
		c = kit.Unknown(gate, compute.ReasonWaitingForGates, "nothing is reserved until %s is True", v.security.Type)
	case v.residency.Status != metav1.ConditionTrue:
		c = kit.Unknown(gate, compute.ReasonWaitingForGates, "nothing is reserved until %s is True", v.residency.Type)
	default:
		return nil
	}
	return &c
}

func systemMissing(gate string, o observation) (metav1.Condition, bool) {
	switch {
	case o.workload == nil:
		return kit.False(gate, compute.ReasonSystemMissing, "the namespace belongs to no Environment; create the machine in one that does"), true
	case o.system == nil:
		return kit.False(gate, compute.ReasonSystemMissing, "agency %s has no InformationSystem %s; register it in namespace %s",
			o.workload.Agency, o.workload.System, tenancy.AgencyNamespace(o.workload.Agency)), true
	}
	return metav1.Condition{}, false
}

func reserved(r compute.Resources) metav1.Condition {
	return kit.True(compute.ConditionQuotaReserved, compute.ReasonReserved, "%s reserved", amount(r))
}

// amount is a vector for people.
func amount(r compute.Resources) string {
	return fmt.Sprintf("%d vCPU, %d MiB of memory, %d GiB of disk", r.VCPU, r.MemoryMiB, r.DiskGiB)
}
