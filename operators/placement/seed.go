package placement

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	corev1apply "k8s.io/client-go/applyconfigurations/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// seedKey is the key of a machine's user data, in its own Secret and in the copy.
const seedKey = "user-data"

// missingSeedError says that the Secret which a machine names has no user data.
type missingSeedError struct{ secret string }

func (e *missingSeedError) Error() string {
	return fmt.Sprintf("secret %s has no key %s; create it with the user data of the machine", e.secret, seedKey)
}

func seedName(vm *compute.VirtualMachine) string { return "vm-" + string(vm.UID) }

// copySeed hands a machine's user data to its host, whose agent can read no
// other namespace. Secrets are read one by one, never cached. A machine that is
// being deleted needs none.
func (r *MachineReconciler) copySeed(ctx context.Context, vm *compute.VirtualMachine, host string) error {
	if vm.Spec.UserData == nil || vm.DeletionTimestamp != nil {
		return nil
	}
	source := &corev1.Secret{}
	key := types.NamespacedName{Namespace: vm.Namespace, Name: vm.Spec.UserData.SecretName}
	err := r.Keeper.Live.Get(ctx, key, source)
	if err != nil && !apierrors.IsNotFound(err) {
		return fmt.Errorf("reading user data %q: %w", key, err)
	}
	data, ok := source.Data[seedKey]
	if !ok {
		return &missingSeedError{secret: key.Name}
	}
	seed := corev1apply.Secret(seedName(vm), compute.HostNamespace(host)).
		WithAnnotations(map[string]string{"ikp.gov.kz/machine": client.ObjectKeyFromObject(vm).String()}).
		WithData(map[string][]byte{seedKey: data})
	if err := r.Keeper.Client.Apply(ctx, seed, r.Keeper.Owner, client.ForceOwnership); err != nil {
		return fmt.Errorf("copying user data %q to host %q: %w", key, host, err)
	}
	return nil
}

// dropSeed takes back what copySeed handed over.
func (r *MachineReconciler) dropSeed(ctx context.Context, vm *compute.VirtualMachine, host string) error {
	if vm.Spec.UserData == nil {
		return nil
	}
	seed := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: compute.HostNamespace(host), Name: seedName(vm)}}
	if err := r.Keeper.Client.Delete(ctx, seed); client.IgnoreNotFound(err) != nil {
		return fmt.Errorf("taking user data of %q back from host %q: %w", vm.Name, host, err)
	}
	return nil
}
