package programme

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/planning"
)

type waveReconciler struct{ keeper }

// Reconcile counts the systems of a wave that work from the platform, and those
// that should after its last day and do not.
func (r *waveReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	w := &api.MigrationWave{}
	if err := r.client.Get(ctx, req.NamespacedName, w); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	moves, err := r.migrations(ctx)
	if err != nil {
		return ctrl.Result{}, err
	}
	published, late, first := 0, 0, ""
	for _, s := range w.Spec.Systems {
		m := moves[client.ObjectKey{Namespace: tenancy.AgencyNamespace(s.Agency), Name: s.Name}]
		if planning.PublishedOn(m) != "" {
			published++
		} else if r.today() > string(w.Spec.To) {
			late++
			if first == "" {
				first = fmt.Sprintf("%s/%s is %s", s.Agency, s.Name, planning.StateOf(m))
			}
		}
	}
	return kit.After(resync), r.status.Apply(ctx, w, kit.Report{
		Conditions: []metav1.Condition{onPlan(late, first)},
		Fields:     map[string]any{"systems": count(len(w.Spec.Systems)), "published": count(published)},
	})
}
