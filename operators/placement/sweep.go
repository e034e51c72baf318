package placement

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/departure"
	"github.com/govtech-kz/ikp/operators/owned"
)

// sweepInterval is how often a host's copies of user data are compared with its
// machines: 1–1.25 h.
const sweepInterval = time.Hour

// SeedReconciler takes away the copies of user data in a host's namespace that
// belong to no machine of the host: operators were stopped when the machine went,
// or a restore has lost it.
type SeedReconciler struct {
	// Keeper reads past the cache and deletes.
	Keeper owned.Keeper
}

func addSweep(mgr ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(mgr).Named("user-data-sweep").
		For(&compute.Host{}, asked()).
		Watches(&compute.VirtualMachine{}, departure.Host(), builder.WithPredicates(departure.Of(seeded))).
		Complete(&SeedReconciler{Keeper: owned.Keeper{Client: mgr.GetClient(), Live: mgr.GetAPIReader(), Owner: fieldOwner}})
}

// Reconcile sweeps one host's namespace. Copies are listed before machines: one
// that was listed was made for a machine that was bound by then.
func (r *SeedReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	host := &compute.Host{}
	if err := r.Keeper.Client.Get(ctx, req.NamespacedName, host); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	seeds := &metav1.PartialObjectMetadataList{}
	seeds.SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("SecretList"))
	err := r.Keeper.Live.List(ctx, seeds, client.InNamespace(compute.HostNamespace(host.Name)), client.HasLabels{labelSeed})
	if err != nil {
		return ctrl.Result{}, fmt.Errorf("listing the user data on host %q: %w", host.Name, err)
	}
	if len(seeds.Items) == 0 {
		return kit.After(sweepInterval), nil
	}
	machines, err := departure.Remaining(ctx, r.Keeper.Live, host.Name)
	if err != nil {
		return ctrl.Result{}, err
	}
	return kit.After(sweepInterval), r.sweep(ctx, seeds.Items, machines)
}

func (r *SeedReconciler) sweep(ctx context.Context, seeds []metav1.PartialObjectMetadata, machines []compute.VirtualMachine) error {
	bound := map[string]bool{}
	for i := range machines {
		bound[string(machines[i].UID)] = true
	}
	for i := range seeds {
		seed := &seeds[i]
		seed.SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("Secret"))
		if bound[seed.Labels[labelSeed]] {
			continue
		}
		if err := r.Keeper.Client.Delete(ctx, seed, client.Preconditions{UID: &seed.UID}); client.IgnoreNotFound(err) != nil {
			return fmt.Errorf("deleting the user data %q of no machine: %w", client.ObjectKeyFromObject(seed), err)
		}
		ctrl.LoggerFrom(ctx).Info("Deleted user data that belongs to no machine", "secret", client.ObjectKeyFromObject(seed))
	}
	return nil
}

// seeded: the machine has user data, of which its host had a copy.
func seeded(vm *compute.VirtualMachine) bool { return vm.Spec.UserData != nil }
