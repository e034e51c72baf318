package placement

import (
	"context"
	"errors"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	corev1apply "k8s.io/client-go/applyconfigurations/core/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// seedKey is the key of a machine's user data, in its own Secret and in the copy.
const seedKey = "user-data"

// labelSeed marks a copy of user data with the UID of its machine.
const labelSeed = "compute.ikp.gov.kz/user-data-of"

// missingSeedError says that the Secret which a machine names has no user data.
type missingSeedError struct{ secret string }

func (e *missingSeedError) Error() string {
	return fmt.Sprintf("secret %s has no key %s; create it with the user data of the machine", e.secret, seedKey)
}

func seedName(vm *compute.VirtualMachine) string { return "vm-" + string(vm.UID) }

// readSeed is a machine's user data; nil for one that names none, or that is being
// deleted and needs none. Secrets are read one by one, never cached.
func (r *MachineReconciler) readSeed(ctx context.Context, vm *compute.VirtualMachine) ([]byte, error) {
	if vm.Spec.UserData == nil || vm.DeletionTimestamp != nil {
		return nil, nil
	}
	source := &corev1.Secret{}
	key := types.NamespacedName{Namespace: vm.Namespace, Name: vm.Spec.UserData.SecretName}
	if err := r.Keeper.Live.Get(ctx, key, source); client.IgnoreNotFound(err) != nil {
		return nil, fmt.Errorf("reading user data %q: %w", key, err)
	}
	data, ok := source.Data[seedKey]
	if !ok {
		return nil, &missingSeedError{secret: key.Name}
	}
	return data, nil
}

// copySeed hands the user data of a bound machine to its host, whose agent can
// read no other namespace. The binding comes first: a copy for which there is no
// binding would stay for ever.
func (r *MachineReconciler) copySeed(ctx context.Context, vm *compute.VirtualMachine, data []byte) error {
	if data == nil {
		return nil
	}
	seed := corev1apply.Secret(seedName(vm), compute.HostNamespace(vm.Spec.Host)).
		WithLabels(map[string]string{labelSeed: string(vm.UID)}).
		WithAnnotations(map[string]string{"ikp.gov.kz/machine": client.ObjectKeyFromObject(vm).String()}).
		WithData(map[string][]byte{seedKey: data})
	if err := r.Keeper.Client.Apply(ctx, seed, r.Keeper.Owner, client.ForceOwnership); err != nil {
		return fmt.Errorf("copying the user data of %q to host %q: %w", vm.Name, vm.Spec.Host, err)
	}
	return nil
}

// lacksSeed reports whether a bound machine may still wait for its user data.
func lacksSeed(vm *compute.VirtualMachine) bool {
	return vm.Spec.Host != "" && vm.Spec.UserData != nil && vm.DeletionTimestamp == nil &&
		!apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionProvisioned)
}

// supplySeed copies the user data of a bound machine if it is not there: operators
// may have been stopped between binding and copy.
func (r *MachineReconciler) supplySeed(ctx context.Context, vm *compute.VirtualMachine) (ctrl.Result, error) {
	if !lacksSeed(vm) {
		return ctrl.Result{}, nil
	}
	key := types.NamespacedName{Namespace: compute.HostNamespace(vm.Spec.Host), Name: seedName(vm)}
	err := r.Keeper.Live.Get(ctx, key, &corev1.Secret{})
	if !apierrors.IsNotFound(err) {
		return ctrl.Result{}, err
	}
	data, err := r.readSeed(ctx, vm)
	var missing *missingSeedError
	if errors.As(err, &missing) {
		ctrl.LoggerFrom(ctx).Info("The user data of a bound machine is missing", "secret", missing.secret)
		return kit.After(seedInterval), nil
	}
	if err != nil {
		return ctrl.Result{}, err
	}
	return ctrl.Result{}, r.copySeed(ctx, vm, data)
}

// dropSeed takes back what copySeed handed over.
func (r *MachineReconciler) dropSeed(ctx context.Context, vm *compute.VirtualMachine) error {
	if vm.Spec.UserData == nil {
		return nil
	}
	seed := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: compute.HostNamespace(vm.Spec.Host), Name: seedName(vm)}}
	if err := r.Keeper.Client.Delete(ctx, seed); client.IgnoreNotFound(err) != nil {
		return fmt.Errorf("taking the user data of %q back from host %q: %w", vm.Name, vm.Spec.Host, err)
	}
	return nil
}
