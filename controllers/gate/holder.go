package gate

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// hostsByMachine is the index of hosts by the machines that they hold.
const hostsByMachine = "status.machines"

func indexHolders(ctx context.Context, mgr ctrl.Manager) error {
	err := mgr.GetFieldIndexer().IndexField(ctx, &compute.Host{}, hostsByMachine, func(o client.Object) []string {
		held := o.(*compute.Host).Status.Machines
		uids := make([]string, len(held))
		for i, uid := range held {
			uids[i] = string(uid)
		}
		return uids
	})
	if err != nil {
		return fmt.Errorf("indexing hosts by their machines: %w", err)
	}
	return nil
}

// holderOf is a host whose hypervisor held a machine when its agent last listed
// them, empty if there is none. The listing of a host that is silent counts.
func (r *reconciler) holderOf(ctx context.Context, machine types.UID) (string, error) {
	var hosts compute.HostList
	err := r.client.List(ctx, &hosts, client.MatchingFields{hostsByMachine: string(machine)}, client.UnsafeDisableDeepCopy)
	if err != nil {
		return "", fmt.Errorf("looking for the host that holds machine %s: %w", machine, err)
	}
	if len(hosts.Items) == 0 {
		return "", nil
	}
	return hosts.Items[0].Name, nil
}

func (r *reconciler) observeHolder(ctx context.Context, vm *compute.VirtualMachine, o *observation) (err error) {
	o.holder, err = r.holderOf(ctx, vm.UID)
	return err
}
