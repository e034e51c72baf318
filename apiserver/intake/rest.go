package intake

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/klog/v2"
	"k8s.io/utils/clock"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// Book is the part of the ledger that takes usage.
type Book interface {
	// RecordUsage stores the records that are not stored yet, in one transaction,
	// and returns the highest sequence up to which everything is stored.
	RecordUsage(ctx context.Context, batch ledger.Batch) (int64, error)
}

// REST is the storage of usagebatches. A batch is taken in, answered and
// forgotten: the resource can only be created.
type REST struct {
	// Book takes the usage.
	Book Book
	// Clock measures how long the ledger takes.
	Clock clock.PassiveClock
}

var (
	_ rest.Creater              = (*REST)(nil) //nolint:misspell // Kubernetes calls it so
	_ rest.Scoper               = (*REST)(nil)
	_ rest.SingularNameProvider = (*REST)(nil)
)

// New is an empty batch.
func (r *REST) New() runtime.Object { return &subresources.UsageBatch{} }

// Destroy has nothing to free.
func (r *REST) Destroy() {}

// NamespaceScoped says that batches are of the whole platform.
func (r *REST) NamespaceScoped() bool { return false }

// GetSingularName is the singular in discovery.
func (r *REST) GetSingularName() string { return "usagebatch" }

// Create stores a batch and answers with what is acknowledged. It is forbidden
// to everyone but the host itself, invalid when the batch contradicts itself, and
// unavailable without a ledger. A batch before which records are missing is not
// stored; the answer says from where the ledger wants them.
func (r *REST) Create(ctx context.Context, obj runtime.Object, _ rest.ValidateObjectFunc, options *metav1.CreateOptions) (runtime.Object, error) {
	batch, ok := obj.(*subresources.UsageBatch)
	if !ok {
		return nil, fmt.Errorf("taking in usage: unexpected %T", obj)
	}
	started := r.Clock.Now()
	dryRun := len(options.DryRun) > 0
	answer, err := r.take(ctx, batch, dryRun)
	gap := err == nil && !dryRun && answer.Acknowledged < batch.Transitions[0].Sequence
	observe(len(batch.Transitions), gap, err, r.Clock.Since(started))
	if err != nil {
		return nil, err
	}
	return answer, nil
}

func (r *REST) take(ctx context.Context, batch *subresources.UsageBatch, dryRun bool) (*subresources.UsageBatch, error) {
	if err := authorize(ctx, batch); err != nil {
		return nil, err
	}
	if errs := validate(batch); len(errs) > 0 {
		return nil, invalid(batch, errs)
	}
	answer := &subresources.UsageBatch{Host: batch.Host, Journal: batch.Journal, Transitions: []subresources.UsageTransition{}}
	if dryRun {
		return answer, nil
	}
	acknowledged, err := r.Book.RecordUsage(ctx, recorded(batch))
	if err != nil {
		klog.FromContext(ctx).Error(err, "usage was not stored", "host", batch.Host, "journal", batch.Journal)
		return nil, unrecorded(batch, err)
	}
	answer.Acknowledged = acknowledged
	return answer, nil
}

// authorize lets a host report for itself alone. That it may report at all is
// decided before, by its roles.
func authorize(ctx context.Context, batch *subresources.UsageBatch) error {
	user, ok := genericapirequest.UserFrom(ctx)
	if !ok || user.GetName() != compute.HostUser(batch.Host) {
		return notTheHost(batch)
	}
	return nil
}

func recorded(batch *subresources.UsageBatch) ledger.Batch {
	out := ledger.Batch{Host: batch.Host, Journal: string(batch.Journal), Records: records(batch), Oldest: batch.Oldest, Acknowledged: batch.Acknowledged}
	if batch.SentAt != nil {
		out.SentAt = batch.SentAt.Time
	}
	return out
}

func records(batch *subresources.UsageBatch) []ledger.Transition {
	out := make([]ledger.Transition, 0, len(batch.Transitions))
	for _, t := range batch.Transitions {
		out = append(out, ledger.Transition{
			Sequence: t.Sequence,
			Machine:  string(t.Machine),
			State:    ledger.State(t.State),
			Vector:   ledger.Vector{VCPU: t.VCPU, MemoryMiB: t.MemoryMiB, DiskGiB: t.DiskGiB},
			At:       t.At.Time,
		})
	}
	return out
}
