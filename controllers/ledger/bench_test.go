package ledger_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/domain/money"
)

// BenchmarkReserve reports reservations per second: of one agency, and of a
// hundred at once.
func BenchmarkReserve(b *testing.B) {
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": ledgertest.SQLite, "postgres": ledgertest.DurablePostgres} {
		for _, agencies := range []int{1, 100} {
			b.Run(fmt.Sprintf("%s/agencies=%d", name, agencies), func(b *testing.B) {
				l := ledgertest.Open(b, dsn(b))
				vast(b, l, agencies)
				var n atomic.Int64
				b.SetParallelism(8)
				b.ResetTimer()
				b.RunParallel(func(pb *testing.PB) {
					for pb.Next() {
						if _, err := l.Reserve(b.Context(), nth(n.Add(1), agencies)); err != nil {
							b.Error(err)
							return
						}
					}
				})
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reservations/s")
			})
		}
	}
}

func vast(b *testing.B, l *ledger.Ledger, agencies int) {
	b.Helper()
	must(b, l.PublishTariff(b.Context(), prices, noon))
	for n := range agencies {
		agency := fmt.Sprintf("agency%d", n)
		must(b, l.SetQuota(b.Context(), ledger.Quota{
			Name: agency, Owner: ledger.Owner{Agency: agency},
			Hard: ledger.Amount{Vector: ledger.Vector{VCPU: 1 << 40, MemoryMiB: 1 << 40, DiskGiB: 1 << 40}, Machines: 1 << 40},
		}))
		must(b, l.SetBudget(b.Context(), ledger.Budget{Name: agency, Agency: agency, Year: 2026, Limit: money.Tiyn(1 << 60)}, noon))
	}
}

func nth(n int64, agencies int) ledger.Request {
	return ledger.Request{
		Machine: fmt.Sprintf("machine-%d", n), Name: "ns/machine",
		Owner:  ledger.Owner{Agency: fmt.Sprintf("agency%d", n%int64(agencies)), System: "s", Environment: "prod"},
		Vector: small, At: noon,
	}
}
