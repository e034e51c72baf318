package gate

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/facts"
)

// observe gathers what the verdicts on a machine depend on. What does not exist
// stays nil; only a failure to look is an error.
func (r *reconciler) observe(ctx context.Context, vm *compute.VirtualMachine) (observation, error) {
	now := r.clock.Now()
	book, err := r.library.Book(ctx, calendar.Day(now))
	if err != nil {
		return observation{}, err
	}
	o := observation{
		now:         now,
		book:        book,
		machineType: vm.Spec.MachineType,
		image:       vm.Spec.Image,
		reserved:    vm.Status.Resources,
	}
	for _, look := range []func(context.Context, *compute.VirtualMachine, *observation) error{
		r.observeOwner, r.observeCatalogue, r.observeSites, r.observePlace, r.observeHolder,
	} {
		if err := look(ctx, vm, &o); err != nil {
			return observation{}, err
		}
	}
	return o, nil
}

func (r *reconciler) observeOwner(ctx context.Context, vm *compute.VirtualMachine, o *observation) error {
	var ns corev1.Namespace
	if found, err := r.find(ctx, client.ObjectKey{Name: vm.Namespace}, &ns); !found {
		return err
	}
	w, ok := facts.WorkloadOf(ns.Labels)
	if !ok {
		return nil
	}
	o.workload = &w
	home := tenancy.AgencyNamespace(w.Agency)
	var is tenancy.InformationSystem
	if found, err := r.find(ctx, client.ObjectKey{Namespace: home, Name: w.System}, &is); !found {
		return err
	}
	var list governance.SecurityClearanceList
	if err := r.client.List(ctx, &list, client.InNamespace(home)); err != nil {
		return fmt.Errorf("listing the clearances of agency %q: %w", w.Agency, err)
	}
	exceptions, err := facts.Exceptions(ctx, r.client, w.Agency)
	if err != nil {
		return err
	}
	o.system = &system{
		System:     *facts.Judged(w.Agency, &is),
		clearances: facts.Clearances(list.Items, w.System),
		exceptions: exceptions,
	}
	return nil
}

func (r *reconciler) observeCatalogue(ctx context.Context, vm *compute.VirtualMachine, o *observation) error {
	var size compute.MachineType
	found, err := r.find(ctx, client.ObjectKey{Name: vm.Spec.MachineType}, &size)
	if err != nil {
		return err
	}
	if found {
		want := vm.Requested(size.Spec)
		o.want = &want
	}
	o.imageKnown, err = r.find(ctx, client.ObjectKey{Name: vm.Spec.Image}, &compute.Image{})
	return err
}

func (r *reconciler) observeSites(ctx context.Context, _ *compute.VirtualMachine, o *observation) error {
	var list compute.DataCentreList
	if err := r.client.List(ctx, &list); err != nil {
		return fmt.Errorf("listing data centres: %w", err)
	}
	for i := range list.Items {
		o.sites = append(o.sites, facts.Site(&list.Items[i]))
	}
	return nil
}

func (r *reconciler) observePlace(ctx context.Context, vm *compute.VirtualMachine, o *observation) error {
	switch {
	case vm.Spec.Host != "":
		o.place = &place{bound: vm.Spec.Host}
		var host compute.Host
		if found, err := r.find(ctx, client.ObjectKey{Name: vm.Spec.Host}, &host); !found {
			return err
		}
		o.place.dataCentre = host.Spec.DataCentre
	case vm.Spec.DataCentre != "":
		o.place = &place{dataCentre: vm.Spec.DataCentre}
	default:
		return nil
	}
	for _, site := range o.sites {
		if site.Name == o.place.dataCentre {
			o.place.site = &site
		}
	}
	return nil
}

// find reads an object; found is false without an error when it does not exist.
func (r *reconciler) find(ctx context.Context, key client.ObjectKey, into client.Object) (found bool, err error) {
	err = r.client.Get(ctx, key, into)
	if client.IgnoreNotFound(err) != nil {
		return false, fmt.Errorf("reading %T %q: %w", into, key, err)
	}
	return err == nil, nil
}
