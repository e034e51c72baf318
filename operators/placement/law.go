package placement

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

// law reads by what the sites for a machine are judged: its system, the rules in
// force and the exceptions of its agency. NotFound when the labels of its namespace
// lead to no system.
func (r *MachineReconciler) law(ctx context.Context, vm *compute.VirtualMachine) (law, error) {
	now := r.Clock.Now()
	book, err := r.Library.Book(ctx, calendar.Day(now))
	if err != nil {
		return law{}, err
	}
	ns := &corev1.Namespace{}
	if err := r.Keeper.Client.Get(ctx, types.NamespacedName{Name: vm.Namespace}, ns); err != nil {
		return law{}, fmt.Errorf("reading namespace %q: %w", vm.Namespace, err)
	}
	agency := ns.Labels[tenancy.LabelAgency]
	key := types.NamespacedName{Namespace: tenancy.AgencyNamespace(agency), Name: ns.Labels[tenancy.LabelSystem]}
	s := &tenancy.InformationSystem{}
	if err := r.Keeper.Client.Get(ctx, key, s); err != nil {
		return law{}, fmt.Errorf("reading system %q: %w", key, err)
	}
	exceptions, err := facts.Exceptions(ctx, r.Keeper.Client, agency)
	if err != nil {
		return law{}, err
	}
	return law{rules.Facts{System: facts.Judged(agency, s), Exceptions: exceptions}, book, now}, nil
}
