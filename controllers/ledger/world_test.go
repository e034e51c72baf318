package ledger_test

import (
	"testing"
	"time"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/money"
)

// noon is 12:00 in Almaty on the first of December 2026: 31 days and a half
// before the year's end.
var noon = time.Date(2026, time.December, 1, 12, 0, 0, 0, calendar.Almaty)

var shop = ledger.Owner{Agency: "minfin", System: "eshop", Environment: "prod"}

// prices make 1 vCPU·h cost 3.60 KZT, 1 GiB·h of memory 1.80, of disk 0.036.
var prices = ledger.Tariff{
	Name: "2026", ValidFrom: "2026-01-01", Act: "Order 1",
	Prices: map[string]string{"vcpu-hour": "3.60", "memory-gib-hour": "1.80", "disk-gib-hour": "0.036"},
}

// furnish gives minfin a quota of 40 vCPU, 64 GiB, 1000 GiB and 10 machines, a
// budget, and prices.
func furnish(t testing.TB, l *ledger.Ledger, budget money.Tiyn) {
	t.Helper()
	must(t, l.PublishTariff(t.Context(), prices, noon))
	must(t, l.SetQuota(t.Context(), ledger.Quota{
		Name: "minfin", Owner: ledger.Owner{Agency: "minfin"},
		Hard: ledger.Amount{Vector: ledger.Vector{VCPU: 40, MemoryMiB: 65536, DiskGiB: 1000}, Machines: 10},
	}))
	must(t, l.SetBudget(t.Context(), ledger.Budget{Name: "minfin-2026", Agency: "minfin", Year: 2026, Limit: budget}, noon))
}

func request(machine string, v ledger.Vector) ledger.Request {
	return ledger.Request{Machine: machine, Name: "env-minfin-prod/" + machine, Owner: shop, Vector: v, At: noon}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const plenty = money.Tiyn(100_000_000_00)
