package agent_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"k8s.io/utils/clock"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	book "github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// setClock is a real clock that somebody sets.
type setClock struct {
	clock.RealClock
	wrong atomic.Int64
}

func (c *setClock) Now() time.Time { return c.RealClock.Now().Add(time.Duration(c.wrong.Load())) }

// realLedger is the intake without its API server in between.
type realLedger struct{ *book.Ledger }

func (l realLedger) Post(ctx context.Context, b *subresources.UsageBatch) (int64, error) {
	batch := book.Batch{Host: b.Host, Journal: string(b.Journal), Oldest: b.Oldest, Acknowledged: b.Acknowledged, SentAt: b.SentAt.Time}
	for _, t := range b.Transitions {
		batch.Records = append(batch.Records, book.Transition{
			Sequence: t.Sequence, Machine: string(t.Machine), State: book.State(t.State), At: t.At.Time,
			Vector: book.Vector{VCPU: t.VCPU, MemoryMiB: t.MemoryMiB, DiskGiB: t.DiskGiB},
		})
	}
	return l.RecordUsage(ctx, batch)
}

// TestAMachineIsMeteredInOrderWhileTheClockIsSet: the host's clock jumps an hour
// ahead and back while a machine is stopped and started.
func TestAMachineIsMeteredInOrderWhileTheClockIsSet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	clk, l := &setClock{}, ledgertest.Open(t, ledgertest.SQLite(t))
	w.clock, w.intake = clk, realLedger{l}
	w.run()
	began := time.Now()
	prices := map[string]string{"vcpu-hour": "3600", "memory-gib-hour": "1", "disk-gib-hour": "1"}
	if err := l.PublishTariff(t.Context(), book.Tariff{Name: "t", ValidFrom: "2026-01-01", Prices: prices}, began); err != nil {
		t.Fatal(err)
	}
	vm := w.machine(nil, small)
	_, err := l.Restore(t.Context(), book.Request{
		Machine: string(vm.UID), Name: vm.Name, Owner: book.Owner{Agency: "a", System: "s", Environment: "e"},
		Vector: book.Vector{VCPU: small.VCPU, MemoryMiB: small.MemoryMiB, DiskGiB: small.DiskGiB}, At: began,
	})
	if err != nil {
		t.Fatal(err)
	}
	w.waitFor(vm, compute.ConditionReady, yes, compute.ReasonGuestReady)
	for n, wrong := range []time.Duration{time.Hour, 0, -time.Hour, 0} {
		clk.wrong.Store(int64(wrong))
		strategy, reason, ready := compute.RunHalted, compute.ReasonHalted, no
		if n%2 == 1 {
			strategy, reason, ready = compute.RunAlways, compute.ReasonGuestReady, yes
		}
		w.change(vm, func(s *compute.VirtualMachineSpec) { s.RunStrategy = strategy })
		w.waitFor(vm, compute.ConditionReady, ready, reason)
	}
	w.wantMeteredAtMost(l, began)
}

// wantMeteredAtMost checks that no second counts that has not passed, and that the
// ledger tells of the clock.
func (w *world) wantMeteredAtMost(l *book.Ledger, began time.Time) {
	w.t.Helper()
	found := map[book.FindingKind]bool{}
	controlplane.Eventually(w.t, "the ledger tells of a clock ahead and one behind", func() bool {
		all, err := l.Findings(w.t.Context(), began.Add(-time.Minute))
		for _, f := range all {
			found[f.Kind] = true
		}
		return err == nil && found[book.ClockAhead] && found[book.ClockBehind]
	})
	now := time.Now()
	s, err := l.Statement(w.t.Context(), "a", now.UTC().Format("2006-01"), now)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, line := range s.Lines {
		if line.Meter == "vcpu-hour" && line.Seconds > int64(now.Sub(began).Seconds())+1 {
			w.t.Errorf("%d seconds are metered of %s", line.Seconds, now.Sub(began))
		}
	}
}
