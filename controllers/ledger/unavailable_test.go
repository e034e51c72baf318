package ledger_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// patience is what calls of these tests have; a call that does not keep it hangs.
const patience = 500 * time.Millisecond

// TestALockedLedgerIsUnavailableAndHeals: another process holds the lock.
func TestALockedLedgerIsUnavailableAndHeals(t *testing.T) {
	locks := map[string]string{
		"sqlite":   "BEGIN IMMEDIATE",
		"postgres": "BEGIN; LOCK TABLE accounts, reservations, budgets IN ACCESS EXCLUSIVE MODE",
	}
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		clk := clocktesting.NewFakePassiveClock(noon)
		l := ledgertest.Open(t, dsn, ledger.WithClock(clk), ledger.WithDeadline(patience))
		furnish(t, l, plenty)
		engine, _, _ := strings.Cut(dsn, ":")
		unlock := hold(t, dsn, locks[engine])
		for range 2 { // the first silence counts
			_, err := l.Reserve(t.Context(), request("m", small))
			if got, want := ledger.SilentSince(err), "2026-12-01T07:00:00Z"; got != want {
				t.Errorf("silent since %s, want %s: %v", got, want, err)
			}
			clk.SetTime(noon.Add(time.Minute))
		}
		unlock()
		_, err := l.Reserve(t.Context(), request("m", small))
		must(t, err)
	})
}

// hold runs statements on a connection of its own and keeps their transaction.
func hold(t *testing.T, dsn, statements string) (unlock func()) {
	t.Helper()
	driver, address := "pgx", dsn
	if path, ok := strings.CutPrefix(dsn, "sqlite:"); ok {
		driver, address = "sqlite", "file:"+path
	}
	db, err := sql.Open(driver, address)
	must(t, err)
	conn, err := db.Conn(t.Context())
	must(t, err)
	_, err = conn.ExecContext(t.Context(), statements)
	must(t, err)
	return func() {
		_, err := conn.ExecContext(t.Context(), "ROLLBACK")
		must(t, errors.Join(err, conn.Close(), db.Close()))
	}
}

// TestALedgerThatIsAwayIsUnavailableAndHeals: its file is moved away and back, then
// replaced by a copy.
func TestALedgerThatIsAwayIsUnavailableAndHeals(t *testing.T) {
	dir := t.TempDir()
	path, elsewhere := filepath.Join(dir, "ledger.db"), filepath.Join(dir, "elsewhere.db")
	l := ledgertest.Open(t, "sqlite:"+path, ledger.WithDeadline(patience))
	furnish(t, l, plenty)
	_, err := l.Reserve(t.Context(), request("m", small))
	must(t, err)
	must(t, l.Exec(t.Context(), "VACUUM INTO '"+elsewhere+"'"))
	_, err = l.Reserve(t.Context(), request("n", small))
	must(t, err)

	must(t, os.Rename(path, path+".away"))
	var silent *ledger.Unavailable
	if _, err := l.Reserve(t.Context(), request("o", small)); !errors.As(err, &silent) {
		t.Errorf("reserved in a file that was moved away: %v", err)
	}
	must(t, os.Rename(path+".away", path))
	_, err = l.Reserve(t.Context(), request("o", small))
	must(t, err)

	for _, leftover := range []string{"-wal", "-shm"} {
		must(t, os.RemoveAll(path+leftover))
	}
	must(t, os.Rename(elsewhere, path))
	all, err := l.Reservations(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Machine != "m" {
		t.Errorf("a restored ledger answers %v, want machine m alone", all)
	}
}

// TestALedgerCanBeOpenedWhileItIsDown: the database comes later.
func TestALedgerCanBeOpenedWhileItIsDown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not-mounted")
	l := ledgertest.Open(t, "sqlite:"+filepath.Join(dir, "ledger.db"), ledger.WithDeadline(patience))
	var silent *ledger.Unavailable
	if err := l.Ping(t.Context()); !errors.As(err, &silent) {
		t.Errorf("a ledger without its folder answers: %v", err)
	}
	must(t, os.Mkdir(dir, 0o700))
	must(t, l.Ping(t.Context()))
}

// TestACallerWhoGivesUpSaysNothingAboutTheLedger.
func TestACallerWhoGivesUpSaysNothingAboutTheLedger(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.SQLite(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := l.Reservations(ctx)
	var silent *ledger.Unavailable
	if err == nil || errors.As(err, &silent) {
		t.Errorf("a call that was given up: %v", err)
	}
}
