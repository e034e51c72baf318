package machinelog

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// REST is the storage of virtualmachines/log.
type REST struct {
	// Reader finds machines and hosts.
	Reader client.Reader
	// Agents reach the hosts.
	Agents *Agents
	// Stopping, once closed, ends the streams that are being followed: they would
	// hold up the end of the process.
	Stopping <-chan struct{}
}

var (
	_ rest.GetterWithOptions = (*REST)(nil)
	_ rest.StorageMetadata   = (*REST)(nil)
)

// New is an empty object of the kind in discovery.
func (r *REST) New() runtime.Object { return &subresources.VirtualMachineLog{} }

// Destroy has nothing to free.
func (r *REST) Destroy() {}

// NewGetOptions is what the query parameters are decoded into.
func (r *REST) NewGetOptions() (options runtime.Object, subpath bool, subpathKey string) {
	return &subresources.VirtualMachineLogOptions{}, false, ""
}

// ProducesMIMETypes says that a log is plain text.
func (r *REST) ProducesMIMETypes(string) []string { return []string{mediaType} }

// ProducesObject says that a log is a string.
func (r *REST) ProducesObject(string) any { return "" }

// Get is the log of a machine, as a stream. A machine that no host has taken is
// a bad request; a host that cannot be asked is unavailable.
func (r *REST) Get(ctx context.Context, name string, options runtime.Object) (runtime.Object, error) {
	o, ok := options.(*subresources.VirtualMachineLogOptions)
	if !ok {
		return nil, fmt.Errorf("reading the options of a log: unexpected %T", options)
	}
	if o.TailLines != nil && *o.TailLines < 0 {
		return nil, negativeTail(name, *o.TailLines)
	}
	vm := &compute.VirtualMachine{}
	key := client.ObjectKey{Namespace: genericapirequest.NamespaceValue(ctx), Name: name}
	if err := r.Reader.Get(ctx, key, vm); err != nil {
		return nil, err
	}
	host, err := r.hostOf(ctx, vm)
	if err != nil {
		return nil, err
	}
	return &stream{agents: r.Agents, host: host, vm: vm, options: o, stopping: r.Stopping}, nil
}

// hostOf is the host that a machine is bound to and whose agent can be asked.
func (r *REST) hostOf(ctx context.Context, vm *compute.VirtualMachine) (*compute.Host, error) {
	if vm.Spec.Host == "" {
		return nil, unbound(vm)
	}
	host := &compute.Host{}
	err := r.Reader.Get(ctx, client.ObjectKey{Name: vm.Spec.Host}, host)
	if client.IgnoreNotFound(err) != nil {
		return nil, err
	}
	if err != nil || host.Status.AgentEndpoint == "" {
		return nil, noAgent(vm)
	}
	return host, nil
}
