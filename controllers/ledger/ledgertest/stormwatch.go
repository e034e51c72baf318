package ledgertest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/govtech-kz/ikp/controllers/ledger"
)

// grewBeyond is true of an account that grew beyond a limit.
const grewBeyond = `NEW.quota IS NOT NULL AND (
   NEW.used_vcpu > OLD.used_vcpu AND NEW.used_vcpu > NEW.hard_vcpu
OR NEW.used_memory_mib > OLD.used_memory_mib AND NEW.used_memory_mib > NEW.hard_memory_mib
OR NEW.used_disk_gib > OLD.used_disk_gib AND NEW.used_disk_gib > NEW.hard_disk_gib
OR NEW.used_machines > OLD.used_machines AND NEW.used_machines > NEW.hard_machines)`

// watchSQLite and watchPostgres note in the database itself every account that
// grows beyond a limit, in the transaction that does it.
var (
	watchSQLite = []string{
		`CREATE TABLE overshoots (id TEXT NOT NULL)`,
		`CREATE TRIGGER watch AFTER UPDATE ON accounts WHEN ` + grewBeyond + `
BEGIN INSERT INTO overshoots VALUES (NEW.id); END`,
	}
	watchPostgres = []string{
		`CREATE TABLE overshoots (id TEXT NOT NULL)`,
		`CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN INSERT INTO overshoots VALUES (NEW.id); RETURN NULL; END'`,
		`CREATE TRIGGER watch AFTER UPDATE ON accounts FOR EACH ROW WHEN (` + grewBeyond + `) EXECUTE FUNCTION watch()`,
	}
)

// unbalanced counts the accounts that are not the sum of their reservations.
const unbalanced = `
SELECT COUNT(*) FROM accounts a JOIN (
  SELECT b.id, COUNT(r.machine) AS machines, COALESCE(SUM(r.vcpu), 0) AS vcpu,
         COALESCE(SUM(r.memory_mib), 0) AS memory, COALESCE(SUM(r.disk_gib), 0) AS disk
  FROM accounts b LEFT JOIN reservations r ON r.released_at IS NULL AND r.agency = b.agency
   AND b.system IN ('', r.system) AND b.environment IN ('', r.environment)
  GROUP BY b.id) s ON s.id = a.id
WHERE a.used_machines <> s.machines OR a.used_vcpu <> s.vcpu OR a.used_memory_mib <> s.memory OR a.used_disk_gib <> s.disk`

// stormWatch looks at the book from outside.
type stormWatch struct{ db *sql.DB }

func watch(ctx context.Context, dsn string) (stormWatch, error) {
	driver, address, statements := "pgx", dsn, watchPostgres
	if path, ok := strings.CutPrefix(dsn, "sqlite:"); ok {
		driver, address, statements = "sqlite", "file:"+path+"?_pragma=busy_timeout(20000)", watchSQLite
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		return stormWatch{}, err
	}
	for _, s := range statements {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return stormWatch{}, errors.Join(fmt.Errorf("watching the ledger: %w", err), db.Close())
		}
	}
	return stormWatch{db}, nil
}

func (w stormWatch) close() { _ = w.db.Close() }

// judge compares the book with its rules, with itself and with what the workers
// were told.
func (w stormWatch) judge(ctx context.Context, l *ledger.Ledger, workers []*stormWorker, r *StormResult) error {
	if err := w.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM overshoots`).Scan(&r.Overshoots); err != nil {
		return err
	}
	if err := w.db.QueryRowContext(ctx, unbalanced).Scan(&r.Unbalanced); err != nil {
		return err
	}
	for n := range stormAgencies {
		use, err := l.BudgetUse(ctx, fmt.Sprintf("agency%d", n), stormDay.Year(), stormDay)
		if err != nil {
			return err
		}
		if use.Available < 0 {
			r.Overshoots++
		}
	}
	return compare(ctx, l, workers, r)
}

// compare finds what is reserved otherwise than the workers were told.
func compare(ctx context.Context, l *ledger.Ledger, workers []*stormWorker, r *StormResult) error {
	reserved, err := l.Reservations(ctx)
	if err != nil {
		return err
	}
	told := map[string]ledger.Vector{}
	for _, worker := range workers {
		for machine, request := range worker.held {
			told[machine] = request.Vector
		}
	}
	for _, held := range reserved {
		if vector, ok := told[held.Machine]; !ok || vector != held.Vector {
			r.Unbalanced++
		}
		delete(told, held.Machine)
	}
	r.Unbalanced += int64(len(told))
	return nil
}
