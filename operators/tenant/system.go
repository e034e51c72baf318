package tenant

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// FinalizerSystem keeps a system until its environments are gone: its passport
// decides where their machines may be, and cannot be replaced under them.
const FinalizerSystem = "tenancy.ikp.gov.kz/system"

// SystemReconciler shows what is missing in the passports of systems.
type SystemReconciler struct {
	// Keeper takes finalizers on and off.
	Keeper owned.Keeper
	// Status writes the system's status.
	Status kit.StatusWriter
}

// Reconcile looks at one system's passport.
func (r *SystemReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	s := &tenancy.InformationSystem{}
	if err := r.Keeper.Client.Get(ctx, req.NamespacedName, s); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	agency, err := agencyOf(ctx, r.Keeper.Client, s.Namespace)
	if err != nil {
		return ctrl.Result{}, err
	}
	if s.DeletionTimestamp != nil {
		return r.empty(ctx, agency, s)
	}
	if err := r.Keeper.Hold(ctx, s, FinalizerSystem); err != nil {
		return ctrl.Result{}, err
	}
	return ctrl.Result{}, r.Status.Apply(ctx, s, systemReport(agency, s))
}

// empty lets a system that is being deleted go once it has no environment.
func (r *SystemReconciler) empty(ctx context.Context, agency string, s *tenancy.InformationSystem) (ctrl.Result, error) {
	left, err := environmentsLeft(ctx, r.Keeper.Live, s)
	if err != nil {
		return ctrl.Result{}, err
	}
	if len(left) == 0 {
		return ctrl.Result{}, r.Keeper.LetGo(ctx, s, FinalizerSystem)
	}
	report := systemReport(agency, s)
	report.Conditions[0] = kit.False(tenancy.ConditionReady, tenancy.ReasonDeleting,
		"waits until its owner has deleted %s", enumerate(left))
	return kit.After(emptyingInterval), r.Status.Apply(ctx, s, report)
}

// environmentsLeft names the environments of a system. The reader is the API
// server itself: what follows cannot be undone.
func environmentsLeft(ctx context.Context, live client.Reader, s *tenancy.InformationSystem) ([]string, error) {
	var list tenancy.EnvironmentList
	if err := live.List(ctx, &list, client.InNamespace(s.Namespace)); err != nil {
		return nil, fmt.Errorf("listing environments of %q: %w", s.Name, err)
	}
	var left []string
	for _, e := range list.Items {
		if e.Spec.System == s.Name {
			left = append(left, "environment "+e.Name)
		}
	}
	return left, nil
}

// agencyOf is the agency whose objects a namespace holds, empty for a namespace
// of nobody.
func agencyOf(ctx context.Context, c client.Reader, namespace string) (string, error) {
	ns := &corev1.Namespace{}
	if err := c.Get(ctx, types.NamespacedName{Name: namespace}, ns); err != nil {
		return "", fmt.Errorf("finding the agency of namespace %q: %w", namespace, err)
	}
	return ns.Labels[tenancy.LabelAgency], nil
}

func systemReport(agency string, s *tenancy.InformationSystem) kit.Report {
	gaps := passport.Gaps(facts.Passport(agency, s))
	return kit.Report{
		Conditions: []metav1.Condition{
			passportCondition(tenancy.ConditionReady, gaps),
			passportCondition(tenancy.ConditionPassportComplete, gaps),
		},
		Fields: map[string]any{"gaps": gaps},
	}
}

func passportCondition(kind string, gaps []string) metav1.Condition {
	if len(gaps) == 0 {
		return kit.True(kind, tenancy.ReasonPassportComplete, "every field of the passport is filled")
	}
	return kit.False(kind, tenancy.ReasonPassportGaps,
		"nobody has filled %s; a production environment needs them: the owner completes the passport (%s)",
		strings.Join(gaps, ", "), passport.Rule)
}
