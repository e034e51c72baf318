package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// bare does the least that a reservation could be: one counter raised, one row
// inserted, one commit, as durable as the ledger's and over as many connections.
type bare struct {
	db       *sql.DB
	counters int
}

// sqliteDurable are the ledger's own settings of SQLite.
const sqliteDurable = "?_pragma=busy_timeout(20000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate"

func openBare(ctx context.Context, dsn string, counters int) (*bare, error) {
	driver, address, connections := "pgx", dsn, askers
	if path, ok := strings.CutPrefix(dsn, "sqlite:"); ok {
		driver, address, connections = "sqlite", "file:"+path+sqliteDurable, 1
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	b := &bare{db: db, counters: counters}
	if err := b.furnish(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("furnishing the bare database: %w", err), db.Close())
	}
	return b, nil
}

func (b *bare) furnish(ctx context.Context) error {
	for _, s := range []string{
		`CREATE TABLE counters (id TEXT PRIMARY KEY, used BIGINT NOT NULL)`,
		`CREATE TABLE entries (id TEXT PRIMARY KEY, counter TEXT NOT NULL)`,
	} {
		if _, err := b.db.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return b.within(ctx, func(tx *sql.Tx) error {
		for n := range b.counters {
			if _, err := tx.ExecContext(ctx, `INSERT INTO counters VALUES ($1, 0)`, agency(n)); err != nil {
				return err
			}
		}
		return nil
	})
}

// once is the smallest reservation.
func (b *bare) once(ctx context.Context, n int64) error {
	counter := agency(int(n) % b.counters)
	return b.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE counters SET used = used + 1 WHERE id = $1`, counter); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO entries VALUES ($1, $2)`, machine(n), counter)
		return err
	})
}

func (b *bare) within(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func agency(n int) string    { return fmt.Sprintf("agency%d", n) }
func machine(n int64) string { return fmt.Sprintf("machine-%d", n) }
