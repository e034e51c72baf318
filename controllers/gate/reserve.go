package gate

import (
	"context"
	"errors"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/kit"
)

// reserve asks the ledger for what the machine wants, all or nothing, and
// returns the condition with what is reserved afterwards.
func (r *reconciler) reserve(ctx context.Context, vm *compute.VirtualMachine, o observation) (metav1.Condition, *compute.Resources) {
	want := *o.want
	request := ledger.Request{
		Machine: string(vm.UID),
		Name:    vm.Namespace + "/" + vm.Name,
		Owner:   ledger.Owner{Agency: o.workload.Agency, System: o.workload.System, Environment: o.workload.Environment},
		By:      vm.Annotations[tenancy.AnnotationRequestedBy],
		Vector:  ledger.Vector{VCPU: want.VCPU, MemoryMiB: want.MemoryMiB, DiskGiB: want.DiskGiB},
		At:      r.clock.Now(),
		Since:   vm.CreationTimestamp.Time,
		Anew:    o.holder != "",
	}
	_, err := r.ledger.Reserve(ctx, request)
	if err == nil {
		return reserved(want), &want
	}
	if errors.Is(err, ledger.ErrReleased) {
		return givenBack(), nil
	}
	var refusal *ledger.Refusal
	if !errors.As(err, &refusal) {
		ctrl.LoggerFrom(ctx).Error(err, "The ledger did not answer", "machine", vm.UID)
	}
	return notReserved(o, refusal, err), o.reserved
}

// givenBack is QuotaReserved of a machine that was deleted once and came back with
// a backup. Were it still held by a host, it would be reserved anew.
func givenBack() metav1.Condition {
	return kit.False(compute.ConditionQuotaReserved, compute.ReasonReservationReleased,
		"the machine was deleted once and its reservation given back; no host holds it, so it does not start again: delete it, and create it anew if it is needed")
}

// notReserved is QuotaReserved after a refusal, or, without one, after silence
// of the ledger: then what is known to be reserved stays so.
func notReserved(o observation, refusal *ledger.Refusal, err error) metav1.Condition {
	const gate = compute.ConditionQuotaReserved
	switch {
	case refusal != nil && o.reserved != nil:
		return kit.False(gate, refusal.Reason, "the machine keeps %s; %s", amount(*o.reserved), cited(o, refusal))
	case refusal != nil:
		return kit.False(gate, refusal.Reason, "%s", cited(o, refusal))
	case o.reserved != nil && *o.reserved == *o.want:
		return reserved(*o.reserved)
	}
	return kit.Unknown(gate, compute.ReasonLedgerUnavailable,
		"the ledger has not answered since %s, so nothing new starts; it is asked again every few seconds", ledger.SilentSince(err))
}

// cited is what the ledger says, under the edition in force.
func cited(o observation, r *ledger.Refusal) string {
	j := rules.Judge(regulation.Admission, rules.Facts{Answer: &rules.Answer{Rule: r.Rule, Reason: r.Reason, Message: r.Message}}, o.book, o.now)
	if v, judged := j.Of(r.Rule); judged {
		return v.Message
	}
	return r.Message
}
