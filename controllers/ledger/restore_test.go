package ledger_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// TestARestoredLedgerEndsWithTheSameStatement: a backup from before machine n, and
// what hosts and sweeper do afterwards.
func TestARestoredLedgerEndsWithTheSameStatement(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		records := []ledger.Transition{
			record(1, "m", ledger.Running, 0),
			record(2, "n", ledger.Running, 10*time.Minute), record(3, "m", ledger.Stopped, 20*time.Minute),
			record(4, "n", ledger.Stopped, 30*time.Minute), record(5, "m", ledger.Gone, 40*time.Minute),
		}
		whole := metered(t, ledgertest.SQLite(t))
		batch := ledger.Batch{Host: "h1", Journal: "j", Records: records, Oldest: 1}
		_, err := whole.RecordUsage(t.Context(), batch)
		must(t, err)

		l := ledgertest.Open(t, dsn, ledger.WithClock(clocktesting.NewFakePassiveClock(evening)))
		furnish(t, l, plenty)
		_, err = l.Reserve(t.Context(), request("m", small))
		must(t, err)
		for _, b := range [][]ledger.Transition{records[:1], records[3:], records[1:]} {
			batch.Records = b
			_, err = l.RecordUsage(t.Context(), batch)
			must(t, err)
		}
		must(t, l.SetQuota(t.Context(), ledger.Quota{Name: "minfin", Owner: minfin, Hard: ledger.Amount{Vector: small, Machines: 1}}))
		late := request("n", small)
		late.At, late.Since = evening, noon
		restored, err := l.Restore(t.Context(), late)
		must(t, err)
		if want := "the ledger had no reservation of machine env-minfin-prod/n, which exists: 2 vCPU, 2048 MiB of memory and 10 GiB of disk are reserved again; " +
			"beyond quota now: agency minfin holds 4 of 2 vCPU, agency minfin holds 4096 of 2048 MiB of memory, agency minfin holds 20 of 10 GiB of disk, agency minfin holds 2 of 1 machines"; restored.Detail != want {
			t.Errorf("detail %q, want %q", restored.Detail, want)
		}
		again, err := l.Restore(t.Context(), late)
		must(t, err)
		if again.Changed {
			t.Errorf("a repeat changed something: %+v", again)
		}
		consistent(t, l)
		want, err := whole.Statement(t.Context(), "minfin", "2026-12", evening)
		must(t, err)
		got, err := l.Statement(t.Context(), "minfin", "2026-12", evening)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the statement after a restore (-want +got):\n%s", diff)
		}
		counts, err := l.CountFindings(t.Context())
		must(t, err)
		if diff := cmp.Diff(map[ledger.FindingKind]int64{"LedgerBehind": 1, "UnknownMachine": 2, "ReservationRestored": 1}, counts); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
	})
}

// TestRestoreNeedsNeitherQuotaNorBudgetNorPrices: what exists, exists.
func TestRestoreNeedsNeitherQuotaNorBudgetNorPrices(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		for _, vcpu := range []int64{2, 4, 1} { // lost, lost after a resize, lost after another
			r, err := l.Restore(t.Context(), request("m", ledger.Vector{VCPU: vcpu}))
			must(t, err)
			if !r.Changed || r.Vector.VCPU != vcpu {
				t.Errorf("restored %+v, want %d vCPU", r, vcpu)
			}
		}
		consistent(t, l)
		must(t, l.Reclaim(t.Context(), "m", noon.Add(time.Second), "no object and no host has it"))
		must(t, l.Reclaim(t.Context(), "m", noon.Add(time.Minute), "no object and no host has it"))
		consistent(t, l)
		if _, err := l.Restore(t.Context(), request("m", small)); !errors.Is(err, ledger.ErrReleased) {
			t.Errorf("restoring what was released: %v", err)
		}
		found, err := l.Findings(t.Context(), noon.Add(time.Second))
		must(t, err)
		if len(found) != 1 || found[0].Detail != "machine env-minfin-prod/m: no object and no host has it" {
			t.Errorf("findings %+v, want the reclaimed reservation", found)
		}
	})
}
