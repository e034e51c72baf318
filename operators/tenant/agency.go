package tenant

import (
	"context"
	"errors"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// FinalizerAgency keeps an agency until its systems and environments are gone.
const FinalizerAgency = "tenancy.ikp.gov.kz/agency"

const (
	// emptyingInterval is how often something that is being deleted looks whether
	// it is empty.
	emptyingInterval = 2 * time.Second
	// takenInterval is how often a name that somebody else has is tried again.
	takenInterval = time.Minute
)

// AgencyReconciler gives an agency its namespace and its people their rights.
type AgencyReconciler struct {
	// Keeper makes the objects.
	Keeper owned.Keeper
	// Status writes the agency's status.
	Status kit.StatusWriter
}

// Reconcile brings one agency's place up to date.
func (r *AgencyReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	a := &tenancy.Agency{}
	if err := r.Keeper.Client.Get(ctx, req.NamespacedName, a); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if a.DeletionTimestamp != nil {
		return r.empty(ctx, a)
	}
	if err := r.Keeper.Hold(ctx, a, FinalizerAgency); err != nil {
		return ctrl.Result{}, err
	}
	err := r.furnish(ctx, a)
	if err != nil && !lasting(err) {
		return ctrl.Result{}, err
	}
	result := ctrl.Result{}
	if err != nil {
		result = kit.After(takenInterval)
	}
	return result, r.Status.Apply(ctx, a, agencyReport(a, err))
}

func (r *AgencyReconciler) furnish(ctx context.Context, a *tenancy.Agency) error {
	owner := agencyOwner(a)
	ns := agencyNamespace(owner, a.Name)
	if err := r.Keeper.KeepNamespace(ctx, owner, ns); err != nil {
		return fmt.Errorf("furnishing agency %q: %w", a.Name, err)
	}
	for _, grant := range grants(owner, ns.Name, a.Name, "ikp-agency-") {
		if err := r.Keeper.Keep(ctx, grant); err != nil {
			return fmt.Errorf("granting access to agency %q: %w", a.Name, err)
		}
	}
	return nil
}

// empty waits until an agency that is being deleted has neither systems nor
// environments, and then takes its namespace away.
func (r *AgencyReconciler) empty(ctx context.Context, a *tenancy.Agency) (ctrl.Result, error) {
	left, err := r.left(ctx, a)
	if err != nil {
		return ctrl.Result{}, err
	}
	if len(left) > 0 {
		return kit.After(emptyingInterval), r.Status.Apply(ctx, a, agencyDeleting(a, left))
	}
	gone, err := r.Keeper.RemoveNamespace(ctx, agencyOwner(a), tenancy.AgencyNamespace(a.Name))
	if err != nil || !gone {
		return kit.After(emptyingInterval), err
	}
	return ctrl.Result{}, r.Keeper.LetGo(ctx, a, FinalizerAgency)
}

// left names the systems and environments that an agency still has. It asks the
// API server itself: what follows cannot be undone.
func (r *AgencyReconciler) left(ctx context.Context, a *tenancy.Agency) ([]string, error) {
	var environments tenancy.EnvironmentList
	var systems tenancy.InformationSystemList
	in := client.InNamespace(tenancy.AgencyNamespace(a.Name))
	if err := r.Keeper.Live.List(ctx, &environments, in); err != nil {
		return nil, fmt.Errorf("listing environments of %q: %w", a.Name, err)
	}
	if err := r.Keeper.Live.List(ctx, &systems, in); err != nil {
		return nil, fmt.Errorf("listing systems of %q: %w", a.Name, err)
	}
	var left []string
	for _, e := range environments.Items {
		left = append(left, "environment "+e.Name)
	}
	for _, s := range systems.Items {
		left = append(left, "system "+s.Name)
	}
	return left, nil
}

func agencyOwner(a *tenancy.Agency) owned.Owner {
	return owned.Owner{Kind: "Agency", NamespacedName: types.NamespacedName{Name: a.Name}}
}

// lasting reports whether an error is a state of the world to be told to people,
// and not a failure to be tried again at once.
func lasting(err error) bool {
	var taken *owned.TakenError
	var terminating *owned.TerminatingError
	return errors.As(err, &taken) || errors.As(err, &terminating)
}
