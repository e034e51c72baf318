package ledgertest

import (
	"path/filepath"
	"testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

// Each runs a test on an empty database of every engine.
func Each(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite is the address of an empty database file.
func SQLite(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")
}

// Open opens a ledger for the time of a test.
func Open(t testing.TB, dsn string, options ...ledger.Option) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), dsn, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Errorf("closing the ledger: %v", err)
		}
	})
	return l
}
