package hosted

import (
	"context"

	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// part is what an agent writes of its machines at one address.
type part struct {
	// name in logs and metrics.
	name string
	// encoding is the one kind of patch that is taken.
	encoding types.PatchType
	// patch is a change in terms of the stored machine.
	patch func(change) (map[string]any, error)
	// send has the API server make it.
	send func(ctx context.Context, to client.Client, vm *compute.VirtualMachine, patch client.Patch, host string) error
}

// finalizers are taken off once the machine is gone from the hypervisor.
var finalizers = part{
	name: "finalizers", encoding: types.MergePatchType, patch: letGo,
	send: func(ctx context.Context, to client.Client, vm *compute.VirtualMachine, patch client.Patch, host string) error {
		return to.Patch(ctx, vm, patch, manager(host))
	},
}

// status is applied: the fields that an agent no longer names go.
var status = part{
	name: "status", encoding: types.ApplyPatchType, patch: report,
	send: func(ctx context.Context, to client.Client, vm *compute.VirtualMachine, patch client.Patch, host string) error {
		return to.Status().Patch(ctx, vm, patch, manager(host), client.ForceOwnership)
	},
}

// manager names the host for which is written: admission compares it with the
// machine's, and the audit log of the API server has it.
func manager(host string) client.FieldOwner { return client.FieldOwner(compute.HostUser(host)) }
