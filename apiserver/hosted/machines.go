package hosted

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/registry/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
)

// machineKind is how machines are shown to the hosts that they are bound to.
func machineKind(owners Owners) kind {
	return kind{
		plural: "hostedmachines", singular: "hostedmachine", namespaced: true, field: "spec.host",
		view:       func() runtime.Object { return &subresources.HostedMachine{} },
		viewList:   func() runtime.Object { return &subresources.HostedMachineList{} },
		storedList: func() client.ObjectList { return &compute.VirtualMachineList{} },
		read:       owners.read, show: showing(subresources.HostedMachineOf),
	}
}

// MachineREST is the storage of hostedmachines, whose finalizers agents take off.
type MachineREST struct {
	*REST
	writer
}

var _ rest.Connecter = (*MachineREST)(nil)

// Machines serves hostedmachines.
func Machines(c client.WithWatch, owners Owners, stopping <-chan struct{}) *MachineREST {
	k := machineKind(owners)
	return &MachineREST{REST: newREST(k, c, stopping), writer: writer{kind: k, part: finalizers, owners: owners, client: c}}
}

// StatusREST is the storage of hostedmachines/status.
type StatusREST struct{ writer }

var (
	_ rest.Storage   = (*StatusREST)(nil)
	_ rest.Connecter = (*StatusREST)(nil)
)

// MachineStatus serves hostedmachines/status, which is written and not read.
func MachineStatus(c client.Client, owners Owners) *StatusREST {
	return &StatusREST{writer{kind: machineKind(owners), part: status, owners: owners, client: c}}
}

// New is an empty object.
func (r *StatusREST) New() runtime.Object { return r.kind.view() }

// Destroy has nothing to free.
func (r *StatusREST) Destroy() {}

// read is a machine with what the residency rules must know of its system at this
// moment. It has no such facts when nobody can tell whose machine it is.
func (o Owners) read(ctx context.Context, from client.Reader, host string, key client.ObjectKey) (runtime.Object, error) {
	uid, err := o.own(ctx, host, key)
	if err != nil {
		return nil, err
	}
	vm := &compute.VirtualMachine{}
	if err := from.Get(ctx, key, vm); err != nil {
		return nil, err
	}
	if vm.UID != uid || vm.Spec.Host != host {
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
	exceptions, err := facts.Exceptions(ctx, from, w.Agency)
	if err != nil {
		return nil, err
	}
	return facts.ToHost(system, exceptions), nil
}
