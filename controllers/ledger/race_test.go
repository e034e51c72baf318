package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// TestTheLastUnitsGoToExactlySoMany: many processes race for what is left.
func TestTheLastUnitsGoToExactlySoMany(t *testing.T) {
	const asking, fitting = 60, 10
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		var books []*ledger.Ledger
		for range 3 {
			books = append(books, ledgertest.Open(t, dsn))
		}
		furnish(t, books[0], plenty)
		var admitted, refused atomic.Int64
		g, ctx := errgroup.WithContext(t.Context())
		for n := range asking {
			g.Go(func() error {
				r := request(fmt.Sprintf("m%d", n), ledger.Vector{VCPU: 4})
				r.Owner.Environment = fmt.Sprintf("env%d", n%4)
				return count(ctx, books[n%len(books)], r, &admitted, &refused)
			})
		}
		must(t, g.Wait())
		if admitted.Load() != fitting || refused.Load() != asking-fitting {
			t.Errorf("%d admitted and %d refused, want %d and %d", admitted.Load(), refused.Load(), fitting, asking-fitting)
		}
		want := ledger.Amount{Vector: ledger.Vector{VCPU: 40}, Machines: 10}
		if diff := cmp.Diff(want, use(t, books[0], minfin).Used); diff != "" {
			t.Errorf("used (-want +got):\n%s", diff)
		}
	})
}

func count(ctx context.Context, l *ledger.Ledger, r ledger.Request, admitted, refused *atomic.Int64) error {
	_, err := l.Reserve(ctx, r)
	var no *ledger.Refusal
	switch {
	case err == nil:
		admitted.Add(1)
	case errors.As(err, &no):
		refused.Add(1)
	default:
		return err
	}
	return nil
}

// TestProcessesThatStartTogetherMakeTheTablesOnce: all parts start at one moment.
func TestProcessesThatStartTogetherMakeTheTablesOnce(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		var g errgroup.Group
		for range 4 {
			g.Go(func() error {
				l, err := ledger.Open(t.Context(), dsn)
				if err != nil {
					return err
				}
				return l.Close()
			})
		}
		must(t, g.Wait())
	})
}

// TestOneMachineIsReservedOnce: two processes reserve and release the same one.
func TestOneMachineIsReservedOnce(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		books := []*ledger.Ledger{ledgertest.Open(t, dsn), ledgertest.Open(t, dsn)}
		furnish(t, books[0], plenty)
		g, ctx := errgroup.WithContext(t.Context())
		for n := range 20 {
			g.Go(func() error {
				_, err := books[n%2].Reserve(ctx, request("m", small))
				return err
			})
		}
		must(t, g.Wait())
		want := ledger.Amount{Vector: small, Machines: 1}
		if diff := cmp.Diff(want, use(t, books[0], minfin).Used); diff != "" {
			t.Errorf("used (-want +got):\n%s", diff)
		}
		for n := range 20 {
			g.Go(func() error { return books[n%2].Release(t.Context(), "m", noon) })
		}
		must(t, g.Wait())
		if diff := cmp.Diff(ledger.Amount{}, use(t, books[0], minfin).Used); diff != "" {
			t.Errorf("used after the release (-want +got):\n%s", diff)
		}
	})
}

// TestOneJournalIsStoredOnce: the agent sends again while the first try is on its
// way.
func TestOneJournalIsStoredOnce(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := metered(t, dsn)
		var batch []ledger.Transition
		for n := range int64(20) {
			state := []ledger.State{ledger.Running, ledger.Stopped}[n%2]
			batch = append(batch, record(n+1, "m", state, 0))
		}
		g, ctx := errgroup.WithContext(t.Context())
		for n := range 8 {
			g.Go(func() error {
				_, err := l.RecordUsage(ctx, ledger.Batch{Host: "h1", Journal: "j", Records: batch[:5+2*n]})
				return err
			})
		}
		must(t, g.Wait())
		acknowledged, err := l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: batch})
		must(t, err)
		var records, intervals int64
		must(t, l.Row(t.Context(), `SELECT (SELECT COUNT(*) FROM usage_records), (SELECT COUNT(*) FROM usage_intervals)`, &records, &intervals))
		if acknowledged != 20 || records != 20 || intervals != 20 {
			t.Errorf("acknowledged %d, %d records, %d intervals; want 20 of each", acknowledged, records, intervals)
		}
	})
}
