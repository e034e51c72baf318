package gate

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/party"
)

// finder finds the machines that a changed object can concern. What it cannot
// read it leaves to the resync.
type finder struct{ reader client.Reader }

func (f finder) everyMachine(ctx context.Context, _ client.Object) []ctrl.Request {
	return f.machines(ctx, everything)
}

func (f finder) waitingMachines(ctx context.Context, _ client.Object) []ctrl.Request {
	return f.machines(ctx, waiting)
}

// machinesIn finds those of a namespace that was labelled.
func (f finder) machinesIn(ctx context.Context, ns client.Object) []ctrl.Request {
	return f.machines(ctx, everything, client.InNamespace(ns.GetName()))
}

// waitingOfAgency finds those of the agency in whose namespace the object lies.
func (f finder) waitingOfAgency(ctx context.Context, obj client.Object) []ctrl.Request {
	return f.owned(ctx, obj.GetNamespace(), nil, waiting)
}

func (f finder) ofSystem(ctx context.Context, obj client.Object) []ctrl.Request {
	return f.owned(ctx, obj.GetNamespace(), client.MatchingLabels{tenancy.LabelSystem: obj.GetName()}, everything)
}

func (f finder) ofClearance(ctx context.Context, obj client.Object) []ctrl.Request {
	c, ok := obj.(*governance.SecurityClearance)
	if !ok {
		return nil
	}
	return f.owned(ctx, obj.GetNamespace(), client.MatchingLabels{tenancy.LabelSystem: c.Spec.System}, everything)
}

func (f finder) ofException(ctx context.Context, obj client.Object) []ctrl.Request {
	e, ok := obj.(*governance.ResidencyException)
	if !ok {
		return nil
	}
	return f.owned(ctx, obj.GetNamespace(), client.MatchingLabels{tenancy.LabelSystem: e.Spec.System}, everything)
}

// ofApproval finds those for which an exception was approved or rejected: of all
// systems of the agency, because the approval does not name the system.
func (f finder) ofApproval(ctx context.Context, obj client.Object) []ctrl.Request {
	a, ok := obj.(*governance.Approval)
	if !ok || a.Spec.Subject.Kind != party.KindException {
		return nil
	}
	return f.owned(ctx, obj.GetNamespace(), nil, everything)
}

// owned finds the machines in the workload namespaces of the agency whose
// namespace is home, limited by further labels.
func (f finder) owned(ctx context.Context, home string, more client.MatchingLabels, keep func(*compute.VirtualMachine) bool) []ctrl.Request {
	var all corev1.NamespaceList
	if err := f.reader.List(ctx, &all, client.HasLabels{tenancy.LabelAgency, tenancy.LabelEnvironment}, more); err != nil {
		ctrl.LoggerFrom(ctx).Error(err, "Listing workload namespaces")
		return nil
	}
	var found []ctrl.Request
	for _, ns := range all.Items {
		if tenancy.AgencyNamespace(ns.Labels[tenancy.LabelAgency]) == home {
			found = append(found, f.machines(ctx, keep, client.InNamespace(ns.Name))...)
		}
	}
	return found
}

func (f finder) machines(ctx context.Context, keep func(*compute.VirtualMachine) bool, opts ...client.ListOption) []ctrl.Request {
	var list compute.VirtualMachineList
	if err := f.reader.List(ctx, &list, opts...); err != nil {
		ctrl.LoggerFrom(ctx).Error(err, "Listing virtual machines")
		return nil
	}
	var found []ctrl.Request
	for i := range list.Items {
		if vm := &list.Items[i]; keep(vm) {
			found = append(found, ctrl.Request{NamespacedName: client.ObjectKeyFromObject(vm)})
		}
	}
	return found
}

func everything(*compute.VirtualMachine) bool { return true }

// waiting is a machine for which not everything it asks is reserved.
func waiting(vm *compute.VirtualMachine) bool {
	return !apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionQuotaReserved)
}
