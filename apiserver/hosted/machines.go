package hosted

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
)

// Machines serves hostedmachines.
func Machines(c client.WithWatch, stopping <-chan struct{}) *REST {
	return newREST(kind{
		plural: "hostedmachines", singular: "hostedmachine", namespaced: true, field: "spec.host",
		view:       func() runtime.Object { return &subresources.HostedMachine{} },
		viewList:   func() runtime.Object { return &subresources.HostedMachineList{} },
		storedList: func() client.ObjectList { return &compute.VirtualMachineList{} },
		read:       readMachine, show: showMachine, showAll: showMachines,
	}, c, stopping)
}

// readMachine is a machine with what the residency rules must know of its system
// at this moment. It has no such facts when nobody can tell whose machine it is.
func readMachine(ctx context.Context, from client.Reader, host string, key client.ObjectKey) (runtime.Object, error) {
	vm := &compute.VirtualMachine{}
	if err := from.Get(ctx, key, vm); err != nil {
		return nil, err
	}
	if vm.Spec.Host != host {
		return nil, errNotOwn
	}
	m := subresources.HostedMachineOf(vm)
	system, err := systemOf(ctx, from, vm.Namespace)
	if apierrors.IsNotFound(err) {
		return m, nil
	}
	m.System = system
	return m, err
}

// systemOf reads the passport of the system that a namespace is of, nil when the
// namespace is no environment's.
func systemOf(ctx context.Context, from client.Reader, namespace string) (*subresources.SystemFacts, error) {
	ns := &corev1.Namespace{}
	if err := from.Get(ctx, client.ObjectKey{Name: namespace}, ns); err != nil {
		return nil, fmt.Errorf("reading namespace %q: %w", namespace, err)
	}
	w, ok := facts.WorkloadOf(ns.Labels)
	if !ok {
		return nil, nil
	}
	system := &tenancy.InformationSystem{}
	key := client.ObjectKey{Namespace: tenancy.AgencyNamespace(w.Agency), Name: w.System}
	if err := from.Get(ctx, key, system); err != nil {
		return nil, fmt.Errorf("reading the passport of system %q: %w", key, err)
	}
	return &subresources.SystemFacts{PersonalData: system.Spec.PersonalData, Segment: system.Spec.Segment}, nil
}

func showMachine(object runtime.Object) runtime.Object {
	if vm, ok := object.(*compute.VirtualMachine); ok {
		return subresources.HostedMachineOf(vm)
	}
	return object
}

func showMachines(list client.ObjectList) runtime.Object {
	stored := list.(*compute.VirtualMachineList)
	shown := &subresources.HostedMachineList{ListMeta: stored.ListMeta, Items: make([]subresources.HostedMachine, 0, len(stored.Items))}
	for i := range stored.Items {
		shown.Items = append(shown.Items, *subresources.HostedMachineOf(&stored.Items[i]))
	}
	return shown
}
