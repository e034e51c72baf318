package quota

import (
	"context"
	"errors"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/kit"
)

// Ledger is what quotas need of the ledger.
type Ledger interface {
	Quotas(ctx context.Context, agency string) ([]ledger.Quota, error)
	SetQuota(ctx context.Context, q ledger.Quota) error
	DropQuota(ctx context.Context, o ledger.Owner) error
	QuotaUse(ctx context.Context, o ledger.Owner) (ledger.QuotaUse, error)
}

// quotas are mirrored by the agency, system or environment that they are for.
type quotas struct {
	reader client.Reader
	ledger Ledger
}

var _ mirror.Kind[ledger.Owner, ledger.Quota, *finance.Quota] = quotas{}

func (k quotas) List(ctx context.Context, namespace string) ([]*finance.Quota, error) {
	var list finance.QuotaList
	if err := k.reader.List(ctx, &list, client.InNamespace(namespace)); err != nil {
		return nil, err
	}
	all := make([]*finance.Quota, len(list.Items))
	for i := range list.Items {
		all[i] = &list.Items[i]
	}
	return all, nil
}

func (quotas) Key(agency string, q *finance.Quota) ledger.Owner {
	return ledger.Owner{Agency: agency, System: q.Spec.System, Environment: q.Spec.Environment}
}

func (k quotas) Wanted(agency string, q *finance.Quota) (ledger.Quota, error) {
	h := q.Spec.Hard
	return ledger.Quota{
		Name: q.Name, Owner: k.Key(agency, q),
		Hard: ledger.Amount{
			Vector:   ledger.Vector{VCPU: h.VCPU, MemoryMiB: h.MemoryMiB, DiskGiB: h.DiskGiB},
			Machines: h.Machines,
		},
	}, nil
}

func (k quotas) Held(ctx context.Context, agency string) (map[ledger.Owner]ledger.Quota, error) {
	list, err := k.ledger.Quotas(ctx, agency)
	held := make(map[ledger.Owner]ledger.Quota, len(list))
	for _, q := range list {
		held[q.Owner] = q
	}
	return held, err
}

func (k quotas) Set(ctx context.Context, q ledger.Quota) error { return k.ledger.SetQuota(ctx, q) }

// Drop keeps a quota with machines beneath: dropping it would take the limit off
// them.
func (k quotas) Drop(ctx context.Context, _ string, o ledger.Owner) error {
	err := k.ledger.DropQuota(ctx, o)
	var inUse *ledger.InUse
	if errors.As(err, &inUse) {
		ctrl.LoggerFrom(ctx).Info("Keeping the quota of a deleted object", "owner", o, "machines", inUse.Used.Machines)
		return nil
	}
	if err == nil {
		forget(o)
	}
	return err
}

func (k quotas) Report(ctx context.Context, agency string, q *finance.Quota) (kit.Report, error) {
	o := k.Key(agency, q)
	use, err := k.ledger.QuotaUse(ctx, o)
	if err != nil {
		return kit.Report{}, err
	}
	observe(o, use)
	return report(use), nil
}

func (quotas) Figures(q *finance.Quota) map[string]any {
	return figures(q.Status.Used, q.Status.Available)
}

func (quotas) Conditions(q *finance.Quota) []metav1.Condition { return q.Status.Conditions }

func (quotas) Duplicate(holder string) string {
	return "Quota " + holder + " is older and for the same agency, system or environment: change that one and delete this"
}

func (quotas) Gone(agency string) { forgetAgency(agency) }
