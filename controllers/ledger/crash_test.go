package ledger_test

import (
	"context"
	"errors"
	"testing"
	"time"

	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// TestACrashAtAnyStatementLeavesTheBookConsistent: every operation dies before
// its first statement, then before its second, and so on; afterwards the same
// operation succeeds, and nothing was done twice.
func TestACrashAtAnyStatementLeavesTheBookConsistent(t *testing.T) {
	operations := []struct {
		name string
		do   func(ctx context.Context, l *ledger.Ledger) error
	}{
		{"reserve", func(ctx context.Context, l *ledger.Ledger) error {
			_, err := l.Reserve(ctx, request("m", small))
			return err
		}},
		{"resize", func(ctx context.Context, l *ledger.Ledger) error {
			_, err := l.Reserve(ctx, request("m", ledger.Vector{VCPU: 4, MemoryMiB: 2048, DiskGiB: 20}))
			return err
		}},
		{"record usage", func(ctx context.Context, l *ledger.Ledger) error {
			_, err := l.RecordUsage(ctx, ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{
				record(1, "m", ledger.Running, 0), record(2, "m", ledger.Stopped, time.Minute), record(3, "stranger", ledger.Running, 0)}})
			return err
		}},
		{"settle", func(ctx context.Context, l *ledger.Ledger) error {
			_, err := l.BudgetUse(ctx, "minfin", 2026, noon.Add(time.Hour))
			return err
		}},
		{"set a budget", func(ctx context.Context, l *ledger.Ledger) error {
			return l.SetBudget(ctx, ledger.Budget{Name: "b", Agency: "minfin", Year: 2026, Limit: plenty - 1}, noon.Add(time.Hour))
		}},
		{"release", func(ctx context.Context, l *ledger.Ledger) error { return l.Release(ctx, "m", noon.Add(time.Hour)) }},
	}
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn, ledger.WithClock(clocktesting.NewFakePassiveClock(evening)))
		furnish(t, l, plenty)
		for _, operation := range operations {
			crashes := crashEverywhere(t, l, operation.do)
			if crashes < 2 {
				t.Errorf("%s: crashed at %d statements, expected several", operation.name, crashes)
			}
			must(t, operation.do(t.Context(), l))
			consistent(t, l)
		}
		var records, intervals, findings int64
		must(t, l.Row(t.Context(), `SELECT (SELECT COUNT(*) FROM usage_records), (SELECT COUNT(*) FROM usage_intervals), (SELECT COUNT(*) FROM findings)`, &records, &intervals, &findings))
		if records != 3 || intervals != 2 || findings != 1 {
			t.Errorf("%d records, %d intervals, %d findings; want 3, 2, 1", records, intervals, findings)
		}
	})
}

// crashEverywhere returns how many statements could be died before.
func crashEverywhere(t *testing.T, l *ledger.Ledger, do func(context.Context, *ledger.Ledger) error) int64 {
	t.Helper()
	for n := int64(0); ; n++ {
		err := do(t.Context(), l.Crashing(n))
		if err == nil {
			return n
		}
		if !errors.Is(err, ledger.ErrCrash) {
			t.Fatal(err)
		}
		consistent(t, l)
	}
}
