package ledgertest_test

import (
	"testing"

	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// TestStorm: whatever comes in whatever order, nothing is overbooked or lost. The
// benchmark of the ledger runs a million.
func TestStorm(t *testing.T) {
	const operations = 20_000
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		r, err := ledgertest.Storm(t.Context(), dsn, operations, 1)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%+v", r)
		if r.Operations != operations || r.Overshoots != 0 || r.Unbalanced != 0 {
			t.Errorf("%d operations, %d overshoots, %d unbalanced; want %d, 0 and 0", r.Operations, r.Overshoots, r.Unbalanced, operations)
		}
		if least := int64(operations / 20); r.Reserved < least || r.Resized < least || r.Released < least || r.Refused < least {
			t.Errorf("%+v: a storm that does little of something proves little", r)
		}
	})
}
