package audit

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// news is one change of one system at one site: a thousand disks are one event.
type news struct {
	system whereabouts.Name
	site   string
	rule   string
	gone   bool
}

// tell makes an event of what has changed, on the system or, of bytes that belong
// to nobody, on the data centre. Events are for people; the record is the ledger's.
func (r *reconciler) tell(ctx context.Context, gone, came []ledger.Drift) {
	count, first := map[news]int{}, map[news]ledger.Drift{}
	note := func(all []ledger.Drift, isGone bool) {
		for _, d := range all {
			n := news{d.System, d.Site, d.Rule, isGone}
			if count[n]++; count[n] == 1 {
				first[n] = d
			}
		}
	}
	note(gone, true)
	note(came, false)
	for n, d := range first {
		r.tellOne(ctx, n, d, count[n])
	}
}

func (r *reconciler) tellOne(ctx context.Context, n news, d ledger.Drift, lots int) {
	about, err := r.about(ctx, d)
	if err != nil {
		// Nobody is left to whom it could be told; the finding stands in the ledger.
		ctrl.LoggerFrom(ctx).Info("a drift concerns an object that is gone", "source", d.Source, "resource", d.Resource, "rule", d.Rule)
		return
	}
	if n.gone {
		r.events.Eventf(about, nil, corev1.EventTypeNormal, compute.ReasonDriftGone, "Audit",
			"%d lots no longer lie at %s against %s", lots, d.Site, d.Rule)
		return
	}
	r.events.Eventf(about, nil, corev1.EventTypeWarning, compute.ReasonDriftFound, "Audit",
		"%d lots, first %s %s at %s: %s", lots, d.Kind, d.Resource, d.Source, d.Message)
}

// about is the object that people look at.
func (r *reconciler) about(ctx context.Context, d ledger.Drift) (client.Object, error) {
	if d.System.Known() {
		s := &tenancy.InformationSystem{}
		key := client.ObjectKey{Namespace: tenancy.AgencyNamespace(d.System.Agency), Name: d.System.System}
		if err := r.client.Get(ctx, key, s); err == nil {
			return s, nil
		}
	}
	dc := &compute.DataCentre{}
	err := r.client.Get(ctx, client.ObjectKey{Name: d.Site}, dc)
	return dc, err
}
