package ledger_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// TestTheBookCannotBeCooked: not even by hand.
func TestTheBookCannotBeCooked(t *testing.T) {
	statements := map[string]string{
		"a tariff cannot change":                `UPDATE tariffs SET prices = '{}'`,
		"a tariff cannot go":                    `DELETE FROM tariffs`,
		"a record cannot change":                `UPDATE usage_records SET vcpu = 0`,
		"a record cannot go":                    `DELETE FROM usage_records`,
		"a finding cannot change":               `UPDATE findings SET detail = ''`,
		"a finding cannot go":                   `DELETE FROM findings`,
		"a reservation cannot go":               `DELETE FROM reservations`,
		"a released reservation cannot change":  `UPDATE reservations SET released_at = released_at + 1 WHERE machine = 'gone'`,
		"a reservation changes its owner never": `UPDATE reservations SET released_at = NULL, system = 'other' WHERE machine = 'gone'`,
		"an interval cannot go":                 `DELETE FROM usage_intervals`,
		"an interval keeps its quantities":      `UPDATE usage_intervals SET vcpu = 0 WHERE ended_at IS NULL`,
		"an ended interval keeps its end":       `UPDATE usage_intervals SET ended_at = ended_at + 1 WHERE ended_at IS NOT NULL`,
		"intervals cannot overlap":              `INSERT INTO usage_intervals SELECT machine, ordinal + 9, host, agency, system, environment, state, vcpu, memory_mib, disk_gib, started_at - 1, started_at FROM usage_intervals WHERE ordinal = 2`,
		"a quota cannot be negative":            `UPDATE accounts SET used_vcpu = -1`,
		"bytes that lay somewhere cannot go":    `DELETE FROM holdings`,
		"bytes keep where they lay":             `UPDATE holdings SET site = 'fra-1'`,
		"a drift cannot go":                     `DELETE FROM drifts`,
		"a drift that is gone keeps its end":    `UPDATE drifts SET until_us = until_us + 1 WHERE until_us IS NOT NULL`,
		"a judgement cannot go":                 `DELETE FROM rulings`,
	}
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		for _, m := range []string{"m", "gone"} {
			_, err := l.Reserve(t.Context(), request(m, small))
			must(t, err)
		}
		must(t, l.Release(t.Context(), "gone", noon))
		records := []ledger.Transition{
			{Sequence: 1, Machine: "m", State: ledger.Stopped, Vector: small, At: noon},
			{Sequence: 2, Machine: "m", State: ledger.Running, Vector: small, At: noon.Add(time.Minute)},
			{Sequence: 3, Machine: "stranger", State: ledger.Running, Vector: small, At: noon},
		}
		_, err := l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j1", Records: records})
		must(t, err)
		keepWhereabouts(t, l)
		for name, statement := range statements {
			if err := l.Exec(t.Context(), statement); err == nil {
				t.Errorf("%s, but this was possible: %s", name, statement)
			}
		}
	})
}

func TestTariffsNeverChange(t *testing.T) {
	later, same, changed, used := prices, prices, prices, prices
	later.Name, later.ValidFrom = "2027", "2027-01-01"
	same.Name = "twin"
	changed.Act = "Order 2"
	used.Name, used.ValidFrom = "today", "2026-12-01"
	cheap := prices
	cheap.Name, cheap.ValidFrom, cheap.Prices = "cheap", "2027-06-01", map[string]string{"vcpu-hour": "1"}
	tests := map[string]struct {
		tariff ledger.Tariff
		want   string
	}{
		"a repeat changes nothing":                     {prices, ""},
		"a later one is published":                     {later, ""},
		"the same name with another act is a conflict": {changed, "the ledger holds tariff 2026 with other prices, day or act, and a published tariff never changes; publish another under another name (C-3.8)"},
		"the same day is a conflict":                   {same, "tariff 2026 begins on 2026-01-01 too; choose another day (C-3.8)"},
		"usage is not priced anew":                     {used, "usage since 2026-12-01 is priced by another tariff already; let the new one begin tomorrow or later (C-3.8)"},
		"every meter has a price":                      {cheap, `price of memory-gib-hour in tariff "cheap": reading "": want at most 15 digits and 12 places, like 12.345`},
	}
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		furnish(t, l, plenty)
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
		_, err = l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j1", Records: []ledger.Transition{{Sequence: 1, Machine: "m", State: ledger.Running, Vector: small, At: noon}}})
		must(t, err)
		for name, tc := range tests {
			var conflict *ledger.Conflict
			err := l.PublishTariff(t.Context(), tc.tariff, noon)
			got := ""
			if errors.As(err, &conflict) {
				got = conflict.Message
			} else {
				must(t, err)
			}
			if got != tc.want {
				t.Errorf("%s: got %q, want %q", name, got, tc.want)
			}
		}
		published, err := l.Tariffs(t.Context())
		must(t, err)
		if diff := cmp.Diff([]ledger.Tariff{prices, later}, published); diff != "" {
			t.Errorf("published (-want +got):\n%s", diff)
		}
	})
}
