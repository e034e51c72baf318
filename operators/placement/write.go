package placement

import (
	"context"
	"encoding/json"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// writeBinding writes spec.host into the machine as it was read, or not at all. The
// API server bounds how many machines find their hosts per second, so this is the
// one write of a placement: no Event repeats what the object says, and the answer
// is the metadata alone.
func (r *MachineReconciler) writeBinding(ctx context.Context, vm *compute.VirtualMachine, host string) error {
	patch, err := json.Marshal(map[string]any{
		"metadata": map[string]any{"uid": vm.UID, "resourceVersion": vm.ResourceVersion},
		"spec":     map[string]any{"host": host},
	})
	if err != nil {
		return fmt.Errorf("composing the binding: %w", err)
	}
	machine := &metav1.PartialObjectMetadata{ObjectMeta: metav1.ObjectMeta{Namespace: vm.Namespace, Name: vm.Name}}
	machine.SetGroupVersionKind(compute.GroupVersion.WithKind("VirtualMachine"))
	return r.Keeper.Client.Patch(ctx, machine, client.RawPatch(types.MergePatchType, patch), r.Keeper.Owner)
}
