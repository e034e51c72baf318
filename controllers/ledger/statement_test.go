package ledger_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

func TestStatementOfAnOpenMonth(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := metered(t, dsn)
		_, err := l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{
			record(1, "m", ledger.Running, 0), record(2, "m", ledger.Stopped, 90*time.Minute), record(3, "n", ledger.Stopped, 0)}})
		must(t, err)
		got, err := l.Statement(t.Context(), "minfin", "2026-12", noon.Add(2*time.Hour+500*time.Millisecond))
		must(t, err)
		want := ledger.Statement{
			Agency: "minfin", Month: "2026-12", Provisional: true, AsOf: noon.Add(2 * time.Hour).UTC(),
			Lines: []ledger.Line{
				{System: "eshop", Meter: "vcpu-hour", Tariff: "2026", Seconds: 10800, Quantity: "3.000000", UnitPrice: "3.60", Amount: 1080},
				{System: "eshop", Meter: "memory-gib-hour", Tariff: "2026", Seconds: 11059200, Quantity: "3.000000", UnitPrice: "1.80", Amount: 540},
				{System: "eshop", Meter: "disk-gib-hour", Tariff: "2026", Seconds: 144000, Quantity: "40.000000", UnitPrice: "0.036", Amount: 144},
			},
			Total: 1764,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("statement (-want +got):\n%s", diff)
		}
	})
}

// TestAStatementIsProvisionalUntilTheGraceIsOver also where nobody closes the
// month: one without usage.
func TestAStatementIsProvisionalUntilTheGraceIsOver(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := metered(t, dsn)
		end := time.Date(2027, 1, 1, 0, 0, 0, 0, calendar.Almaty)
		for _, tc := range []struct {
			name, agency string
			now          time.Time
			want         bool
		}{
			{"while the month is open", "minfin", end.Add(-time.Second), true},
			{"within the grace", "minfin", end.Add(72*time.Hour - time.Second), true},
			{"no longer when the grace is over", "minfin", end.Add(72 * time.Hour), false},
			{"nor for an agency that never used anything", "nobody", end.Add(72 * time.Hour), false},
		} {
			got, err := l.Statement(t.Context(), tc.agency, "2026-12", tc.now)
			must(t, err)
			if got.Provisional != tc.want {
				t.Errorf("%s: provisional = %t, want %t", tc.name, got.Provisional, tc.want)
			}
		}
	})
}

func TestMonthsAreThoseWithUsage(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		clk := clocktesting.NewFakePassiveClock(noon.AddDate(1, 0, 0))
		l := ledgertest.Open(t, dsn, ledger.WithClock(clk))
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		_, err = l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{
			record(1, "m", ledger.Running, 0), record(2, "m", ledger.Gone, time.Hour),
			record(3, "m", ledger.Running, 100*24*time.Hour)}})
		must(t, err)
		got, err := l.Months(t.Context(), "minfin", time.Date(2027, 4, 15, 0, 0, 0, 0, calendar.Almaty))
		must(t, err)
		if diff := cmp.Diff([]string{"2026-12", "2027-03", "2027-04"}, got); diff != "" {
			t.Errorf("months (-want +got):\n%s", diff)
		}
		got, err = l.Months(t.Context(), "nobody", noon)
		must(t, err)
		if len(got) != 0 {
			t.Errorf("an agency without usage has months %v", got)
		}
	})
}

// TestAClosedMonthStaysAsItIs: what arrives late counts from the month's end.
func TestAClosedMonthStaysAsItIs(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		january := time.Date(2027, 1, 5, 0, 0, 0, 0, calendar.Almaty)
		l := ledgertest.Open(t, dsn, ledger.WithClock(clocktesting.NewFakePassiveClock(january)))
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		_, err = l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{record(1, "m", ledger.Running, 0)}})
		must(t, err)
		if err := l.CloseMonth(t.Context(), "minfin", "2027-01", january); err == nil {
			t.Error("an open month was closed")
		}
		for range 2 {
			must(t, l.CloseMonth(t.Context(), "minfin", "2026-12", january))
		}
		before, err := l.Statement(t.Context(), "minfin", "2026-12", january)
		must(t, err)
		if before.Provisional {
			t.Error("a closed month is provisional")
		}
		// The host was cut off: the machine had stopped in December.
		_, err = l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{record(2, "m", ledger.Gone, time.Hour)}})
		must(t, err)
		after, err := l.Statement(t.Context(), "minfin", "2026-12", january.AddDate(0, 1, 0))
		must(t, err)
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("the closed month changed (-before +after):\n%s", diff)
		}
		next, err := l.Statement(t.Context(), "minfin", "2027-01", january)
		must(t, err)
		if len(next.Lines) != 0 {
			t.Errorf("the machine is billed after it was gone: %+v", next.Lines)
		}
		counts, err := l.CountFindings(t.Context())
		must(t, err)
		if diff := cmp.Diff(map[ledger.FindingKind]int64{ledger.LateForClosedMonth: 1}, counts); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
	})
}

func TestABudgetTellsWhatIsSpentAndCommitted(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := metered(t, dsn)
		must(t, l.Release(t.Context(), "n", noon))
		_, err := l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: []ledger.Transition{
			record(1, "m", ledger.Running, 0), record(2, "m", ledger.Stopped, time.Hour)}})
		must(t, err)
		// Spent: 1 h × (2 × 3.60 + 2 × 1.80 + 10 × 0.036), then 1 h of disk alone.
		// Committed: 730 h × 11.16.
		want := ledger.BudgetUse{Limit: plenty, Spent: 1116 + 36, Committed: 730 * 1116, Available: plenty - 1116 - 36 - 730*1116}
		got, err := l.BudgetUse(t.Context(), "minfin", 2026, noon.Add(2*time.Hour))
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("budget (-want +got):\n%s", diff)
		}
		held, err := l.Budgets(t.Context(), "minfin")
		must(t, err)
		if diff := cmp.Diff([]ledger.Budget{{Name: "minfin-2026", Agency: "minfin", Year: 2026, Limit: plenty}}, held); diff != "" {
			t.Errorf("budgets (-want +got):\n%s", diff)
		}
	})
}

// TestABudgetThatIsSettledLateIsNotOverspent: machines count as running since the
// last look.
func TestABudgetThatIsSettledLateIsNotOverspent(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn, ledger.WithClock(clocktesting.NewFakePassiveClock(evening)))
		// Two machines until the year's end cost 732 × 22.32.
		furnish(t, l, 732*2232)
		for _, m := range []string{"m", "n"} {
			_, err := l.Reserve(t.Context(), request(m, small))
			must(t, err)
		}
		must(t, l.Release(t.Context(), "n", noon.Add(time.Hour)))
		late := request("o", small)
		late.At = noon.Add(time.Hour)
		_, err := l.Reserve(t.Context(), late)
		must(t, err)
		one := request("p", ledger.Vector{MemoryMiB: 1})
		one.At = late.At
		_, err = l.Reserve(t.Context(), one)
		if got := refusal(t, err); got == nil || got.Reason != "BudgetExceeded" {
			t.Errorf("money was spent twice: %v", got)
		}
		// m never ran, n and o neither: settling finds that nothing was spent.
		_, err = l.BudgetUse(t.Context(), "minfin", 2026, late.At)
		must(t, err)
		_, err = l.Reserve(t.Context(), one)
		must(t, err)
	})
}
