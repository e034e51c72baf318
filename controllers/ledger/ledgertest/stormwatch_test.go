package ledgertest

import (
	"testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

// TestTheWatchSeesWhatIsWrong: a book that somebody else wrote into is found out.
func TestTheWatchSeesWhatIsWrong(t *testing.T) {
	Each(t, func(t *testing.T, dsn string) {
		l := Open(t, dsn)
		w, err := watch(t.Context(), dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer w.close()
		if err := furnish(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{
			`UPDATE accounts SET used_vcpu = 61 WHERE id = 'agency0'`,
			`UPDATE accounts SET used_vcpu = 50, hard_vcpu = 10 WHERE id = 'agency0'`, // shrinks: allowed
			`UPDATE accounts SET used_machines = 31 WHERE id = 'agency1/system0'`,
		} {
			if _, err := w.db.ExecContext(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		told := &stormWorker{held: map[string]ledger.Request{"m": {Vector: ledger.Vector{VCPU: 1}}}}
		var r StormResult
		if err := w.judge(t.Context(), l, []*stormWorker{told}, &r); err != nil {
			t.Fatal(err)
		}
		if r.Overshoots != 2 || r.Unbalanced != 3 {
			t.Errorf("%d overshoots and %d unbalanced, want 2 and 3", r.Overshoots, r.Unbalanced)
		}
	})
}
