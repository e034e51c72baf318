package agent

import (
	"context"

	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// An agent reads and writes its machines, as HostedMachines, where there are none
// but its own: at the aggregated API. So it reads its host, whose status it writes
// where it is stored.

// ownMachine is a machine of this host.
func ownMachine(ctx context.Context, from client.Reader, key types.NamespacedName) (*compute.VirtualMachine, error) {
	m := &subresources.HostedMachine{}
	if err := from.Get(ctx, key, m); err != nil {
		return nil, err
	}
	return m.VirtualMachine(), nil
}

// ownMachines are the machines that are bound to this host.
func ownMachines(ctx context.Context, from client.Reader) ([]subresources.HostedMachine, error) {
	list := &subresources.HostedMachineList{}
	err := from.List(ctx, list)
	return list.Items, err
}

// ownHost is the agent's host.
func ownHost(ctx context.Context, from client.Reader, name string) (*compute.Host, error) {
	v := &subresources.HostView{}
	if err := from.Get(ctx, types.NamespacedName{Name: name}, v); err != nil {
		return nil, err
	}
	return v.Host(), nil
}
