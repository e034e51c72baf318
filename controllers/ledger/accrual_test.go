package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	clocktesting "k8s.io/utils/clock/testing"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/domain/money"
)

// TestSettlingIsTheSumOfTheStatements: usage arrives in and out of time, prices
// change, months end, and settling comes at any moment.
func TestSettlingIsTheSumOfTheStatements(t *testing.T) {
	t.Parallel()
	dir, file := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		file++
		now := noon.AddDate(0, -2, 0)
		clk := clocktesting.NewFakePassiveClock(now)
		l, err := ledger.Open(context.Background(), "sqlite:"+filepath.Join(dir, fmt.Sprintf("%d.db", file)), ledger.WithClock(clk))
		check(rt, err)
		defer func() { _ = l.Close() }()
		prepare(rt, l, model{hard: map[string]ledger.Amount{}}, "minfin", 1<<40)
		for n := range 3 {
			r := request(fmt.Sprintf("m%d", n), small)
			r.At, r.Owner.System = now, fmt.Sprintf("s%d", n%2)
			_, err := l.Restore(context.Background(), r)
			check(rt, err)
		}
		for sequence := int64(1); sequence < 25; sequence++ {
			now = now.Add(time.Duration(rapid.IntRange(1, 5*24*3600).Draw(rt, "seconds")) * time.Second)
			clk.SetTime(now)
			switch rapid.IntRange(0, 9).Draw(rt, "act") {
			case 0:
				next := prices
				day := now.AddDate(0, 0, 2).Format("2006-01-02")
				next.Name, next.ValidFrom, next.Prices = day, day, map[string]string{
					"vcpu-hour": fmt.Sprint(sequence), "memory-gib-hour": "0.7", "disk-gib-hour": "0.01"}
				var taken *ledger.Conflict
				if err := l.PublishTariff(context.Background(), next, now); !errors.As(err, &taken) {
					check(rt, err)
				}
			case 1, 2, 3:
				wantSettled(rt, l, now)
			}
			r := ledger.Transition{
				Sequence: sequence, Machine: fmt.Sprintf("m%d", rapid.IntRange(0, 2).Draw(rt, "machine")), Vector: small,
				State: rapid.SampledFrom([]ledger.State{ledger.Running, ledger.Running, ledger.Stopped, ledger.Gone}).Draw(rt, "state"),
				At:    now.Add(-time.Duration(rapid.IntRange(0, 40*24*3600).Draw(rt, "late")) * time.Second),
			}
			_, err := l.RecordUsage(context.Background(), ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{r}})
			check(rt, err)
		}
		wantSettled(rt, l, now)
		wantSettled(rt, l, now.AddDate(0, 2, 0)) // the year is over
	})
}

func check(rt *rapid.T, err error) {
	if err != nil {
		rt.Fatal(err)
	}
}

func wantSettled(rt *rapid.T, l *ledger.Ledger, now time.Time) {
	use, err := l.BudgetUse(context.Background(), "minfin", 2026, now)
	check(rt, err)
	var want money.Tiyn
	for month := time.January; month <= time.December; month++ {
		s, err := l.Statement(context.Background(), "minfin", fmt.Sprintf("2026-%02d", month), now)
		check(rt, err)
		want += s.Total
	}
	if use.Spent != want {
		rt.Fatalf("at %s settled %d tiyn, the statements are %d", now, use.Spent, want)
	}
}

// BenchmarkSettle measures a tick with nothing new beside 10,000 machines with 20
// intervals each.
func BenchmarkSettle(b *testing.B) {
	l := ledgertest.Open(b, ledgertest.SQLite(b))
	vast(b, l, 1)
	must(b, l.Exec(b.Context(), `
INSERT INTO reservations SELECT 'm' || value, 'ns/m', 'agency0', 's' || (value % 20), 'prod', 2, 2048, 10, 'v', 1780000000, NULL FROM (WITH RECURSIVE g(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM g WHERE value < 10000) SELECT value FROM g)`))
	must(b, l.Exec(b.Context(), `
INSERT INTO usage_intervals (machine, ordinal, host, agency, system, environment, state, vcpu, memory_mib, disk_gib, started_at, ended_at)
SELECT 'm' || m.value, i.value, 'h', 'agency0', 's' || (m.value % 20), 'prod', 'Running', 2, 2048, 10,
       1780000000 + i.value * 86400, CASE WHEN i.value < 20 THEN 1780000000 + (i.value + 1) * 86400 END
FROM (WITH RECURSIVE g(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM g WHERE value < 10000) SELECT value FROM g) m, (WITH RECURSIVE g(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM g WHERE value < 20) SELECT value FROM g) i`))
	now := noon
	_, err := l.BudgetUse(b.Context(), "agency0", 2026, now)
	must(b, err)
	b.ResetTimer()
	for b.Loop() {
		now = now.Add(time.Minute)
		_, err := l.BudgetUse(b.Context(), "agency0", 2026, now)
		must(b, err)
	}
}
