package ledger_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// BenchmarkKeepDrifts keeps what drifts at once when a data centre loses its
// registration.
func BenchmarkKeepDrifts(b *testing.B) {
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": ledgertest.SQLite, "postgres": ledgertest.Postgres} {
		b.Run(name, func(b *testing.B) {
			l := ledgertest.Open(b, dsn(b))
			all := make([]ledger.Drift, b.N)
			for i := range all {
				all[i] = drift(noon, time.Time{})
				all[i].Resource = fmt.Sprintf("disk-%d", i)
			}
			b.ResetTimer()
			if err := l.KeepDrifts(b.Context(), nil, all); err != nil {
				b.Fatal(err)
			}
		})
	}
}
