package intake

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/authentication/user"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	clocktesting "k8s.io/utils/clock/testing"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// book remembers what it was given.
type book struct {
	err error
	// lacks is how many records before the batch it does not hold.
	lacks int64
	got   ledger.Batch
}

func (b *book) RecordUsage(_ context.Context, batch ledger.Batch) (int64, error) {
	b.got = batch
	if b.lacks > 0 {
		return batch.Records[0].Sequence - 1 - b.lacks, nil
	}
	return batch.Records[len(batch.Records)-1].Sequence, b.err
}

func batch() *subresources.UsageBatch {
	sent := metav1.NewMicroTime(noon.Add(2 * time.Hour))
	return &subresources.UsageBatch{Host: "h1", Journal: "j-1", Oldest: 3, Acknowledged: 6, SentAt: &sent, Transitions: []subresources.UsageTransition{
		{Sequence: 7, Machine: "uid-1", State: "Running", VCPU: 2, MemoryMiB: 4096, DiskGiB: 20, At: metav1.NewMicroTime(noon)},
		{Sequence: 8, Machine: "uid-1", State: "Gone", At: metav1.NewMicroTime(noon.Add(time.Hour))},
	}}
}

func TestCreate(t *testing.T) {
	tests := map[string]struct {
		user    string
		options metav1.CreateOptions
		err     error
		lacks   int64
		want    int64
		reason  metav1.StatusReason
		message string
		retry   int
		result  string
	}{
		"acknowledges what the ledger stored": {user: "ikp:host:h1", want: 8, result: "stored"},
		"stores nothing on a dry run": {
			user: "ikp:host:h1", options: metav1.CreateOptions{DryRun: []string{"All"}}, result: "stored"},
		"forbids another host": {
			user: "ikp:host:h2", reason: metav1.StatusReasonForbidden, result: "forbidden",
			message: `usagebatches.subresources.ikp.gov.kz is forbidden: usage of host "h1" is reported by user "ikp:host:h1" alone`},
		"forbids the controllers": {
			user: "ikp:controllers", reason: metav1.StatusReasonForbidden, result: "forbidden",
			message: `usagebatches.subresources.ikp.gov.kz is forbidden: usage of host "h1" is reported by user "ikp:host:h1" alone`},
		"is unavailable without a ledger, and says when to come back": {
			user: "ikp:host:h1", err: &ledger.Unavailable{Since: noon, Err: errors.New("dial tcp 10.0.0.9:5432: refused")}, result: "unavailable",
			reason: metav1.StatusReasonServiceUnavailable, retry: 5,
			message: `the ledger has not answered since 2026-11-22T12:00:00Z: keep the usage of host "h1" and send it again`},
		"says from where a restored ledger wants the records again": {user: "ikp:host:h1", lacks: 2, want: 4, result: "gap"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			before := testutil.ToFloat64(batches.WithLabelValues(tc.result))
			r := &REST{Book: &book{err: tc.err, lacks: tc.lacks}, Clock: clocktesting.NewFakePassiveClock(noon)}
			ctx := genericapirequest.WithUser(t.Context(), &user.DefaultInfo{Name: tc.user})
			obj, err := r.Create(ctx, batch(), nil, &tc.options)
			if got := apierrors.ReasonForError(err); err != nil && (got != tc.reason || err.Error() != tc.message) {
				t.Errorf("got %s %q, want %s %q", got, err, tc.reason, tc.message)
			}
			if delay, _ := apierrors.SuggestsClientDelay(err); delay != tc.retry {
				t.Errorf("come back in %d s, want %d", delay, tc.retry)
			}
			if err == nil && obj.(*subresources.UsageBatch).Acknowledged != tc.want {
				t.Errorf("acknowledged %d, want %d", obj.(*subresources.UsageBatch).Acknowledged, tc.want)
			}
			if got := testutil.ToFloat64(batches.WithLabelValues(tc.result)) - before; got != 1 {
				t.Errorf("ikp_intake_batches_total{result=%q} rose by %v, want 1", tc.result, got)
			}
		})
	}
}

func TestCreateHandsTheBatchToTheLedger(t *testing.T) {
	b := &book{}
	r := &REST{Book: b, Clock: clocktesting.NewFakePassiveClock(noon)}
	ctx := genericapirequest.WithUser(t.Context(), &user.DefaultInfo{Name: "ikp:host:h1"})
	if _, err := r.Create(ctx, batch(), nil, &metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	want := ledger.Batch{Host: "h1", Journal: "j-1", Oldest: 3, Acknowledged: 6, SentAt: noon.Add(2 * time.Hour), Records: []ledger.Transition{
		{Sequence: 7, Machine: "uid-1", State: ledger.Running, Vector: ledger.Vector{VCPU: 2, MemoryMiB: 4096, DiskGiB: 20}, At: noon},
		{Sequence: 8, Machine: "uid-1", State: ledger.Gone, At: noon.Add(time.Hour)},
	}}
	if diff := cmp.Diff(want, b.got); diff != "" {
		t.Errorf("recorded (-want +got):\n%s", diff)
	}
}
