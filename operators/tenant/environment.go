package tenant

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	corev1 "k8s.io/api/core/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// FinalizerEnvironment keeps an environment until its workload namespace is gone.
const FinalizerEnvironment = "tenancy.ikp.gov.kz/environment"

// EnvironmentReconciler gives an environment its workload namespace.
type EnvironmentReconciler struct {
	// Keeper makes the objects.
	Keeper owned.Keeper
	// Status writes the environment's status.
	Status kit.StatusWriter
}

// Reconcile brings one environment's namespace up to date.
func (r *EnvironmentReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	env := &tenancy.Environment{}
	if err := r.Keeper.Client.Get(ctx, req.NamespacedName, env); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	agency, err := agencyOf(ctx, r.Keeper.Client, env.Namespace)
	if err != nil {
		return ctrl.Result{}, err
	}
	p := place{env: env, agency: agency, owner: environmentOwner(env)}
	if env.DeletionTimestamp != nil {
		return r.empty(ctx, p)
	}
	return r.settle(ctx, p)
}

// place is an environment with what was found out about it.
type place struct {
	env *tenancy.Environment
	// agency is the owner of the namespace that the environment lies in. Empty
	// when it is the namespace of no agency.
	agency string
	owner  owned.Owner
	// systemMissing says that the environment's system is not there.
	systemMissing bool
	// obstacle is what keeps the namespace from being made. Nil when nothing does.
	obstacle error
}

func (p place) namespace() string { return tenancy.WorkloadNamespace(p.agency, p.env.Name) }

// settle makes the namespace of an environment with all that belongs to it. An
// environment whose system is missing gets none, and keeps the one it has.
func (r *EnvironmentReconciler) settle(ctx context.Context, p place) (ctrl.Result, error) {
	var err error
	if p.systemMissing, err = r.systemMissing(ctx, p); err != nil {
		return ctrl.Result{}, err
	}
	if p.systemMissing && p.env.Status.Namespace == "" {
		return ctrl.Result{}, r.Status.Apply(ctx, p.env, environmentWaiting(p))
	}
	if err = r.Keeper.Hold(ctx, p.env, FinalizerEnvironment); err != nil {
		return ctrl.Result{}, err
	}
	result := ctrl.Result{}
	if p.obstacle = r.furnish(ctx, p); p.obstacle != nil {
		if !lasting(p.obstacle) {
			return ctrl.Result{}, p.obstacle
		}
		result = kit.After(takenInterval)
	}
	return result, r.Status.Apply(ctx, p.env, environmentReport(p))
}

func (r *EnvironmentReconciler) systemMissing(ctx context.Context, p place) (bool, error) {
	if p.agency == "" {
		return true, nil
	}
	key := types.NamespacedName{Namespace: p.env.Namespace, Name: p.env.Spec.System}
	err := r.Keeper.Client.Get(ctx, key, &tenancy.InformationSystem{})
	if apierrors.IsNotFound(err) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading system %q: %w", key, err)
	}
	return false, nil
}

// furnish keeps the walls up before it lets anybody in. Machines were admitted by
// the system and the type on their namespace: another environment gets another one.
func (r *EnvironmentReconciler) furnish(ctx context.Context, p place) error {
	ns := workloadNamespace(p.owner, p.agency, p.env)
	err := r.Keeper.KeepNamespace(ctx, p.owner, ns, tenancy.LabelSystem, tenancy.LabelEnvironmentType)
	if err != nil {
		return fmt.Errorf("furnishing environment %q: %w", p.env.Name, err)
	}
	for _, obj := range furniture(p, ns) {
		if err := r.Keeper.Keep(ctx, obj); err != nil {
			return fmt.Errorf("furnishing environment %q: %w", p.env.Name, err)
		}
	}
	return nil
}

func furniture(p place, ns *corev1.Namespace) []client.Object {
	var objects []client.Object
	for _, wall := range walls(p.owner, ns.Name) {
		objects = append(objects, wall)
	}
	objects = append(objects, slice(p.owner, ns.Name, p.env.Spec.Pods), portions(p.owner, ns.Name), seeds(p.owner, ns.Name))
	for _, grant := range grants(p.owner, ns.Name, p.agency, "ikp-workload-") {
		objects = append(objects, grant)
	}
	return objects
}

func environmentOwner(env *tenancy.Environment) owned.Owner {
	return owned.Owner{Kind: "Environment", NamespacedName: client.ObjectKeyFromObject(env)}
}
