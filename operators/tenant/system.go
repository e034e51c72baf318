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
	"github.com/govtech-kz/ikp/internal/kit"
)

// SystemReconciler shows what is missing in the passports of systems.
type SystemReconciler struct {
	// Client reads from a cache.
	Client client.Client
	// Status writes the system's status.
	Status kit.StatusWriter
}

// Reconcile looks at one system's passport.
func (r *SystemReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	s := &tenancy.InformationSystem{}
	if err := r.Client.Get(ctx, req.NamespacedName, s); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	agency, err := agencyOf(ctx, r.Client, s.Namespace)
	if err != nil {
		return ctrl.Result{}, err
	}
	return ctrl.Result{}, r.Status.Apply(ctx, s, systemReport(agency, s.Spec))
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

func systemReport(agency string, s tenancy.InformationSystemSpec) kit.Report {
	gaps := passport.Gaps(passport.Facts{
		Owner:        agency,
		Category:     string(s.Category),
		Class:        string(s.Class),
		Segment:      string(s.Segment),
		PersonalData: string(s.PersonalData),
	})
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
