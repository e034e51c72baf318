package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// engine is what differs between PostgreSQL and SQLite.
type engine struct {
	name string
	// write and read are the same pool for PostgreSQL. SQLite has one writer.
	write, read *sql.DB
	// lock and share end a SELECT whose rows must not change until the end of
	// the transaction. SQLite has no need: its writers come one after the other.
	lock, share string
	// isolation of a transaction that only reads: one snapshot.
	isolation sql.IsolationLevel
	// bind passes named arguments in the way of the driver.
	bind func(args) []any
	// again reports an error after which the same transaction can succeed.
	again func(error) bool
}

const (
	sqliteScheme = "sqlite:"
	// sqliteOptions: writers wait up to 20 s for each other; a commit is on disk
	// before it is acknowledged.
	sqliteOptions = "_pragma=busy_timeout(20000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
	// mostConnections bounds what one process takes from PostgreSQL, whose default is 100.
	mostConnections = 16
)

func connect(dsn string) (*engine, error) {
	switch {
	case strings.HasPrefix(dsn, sqliteScheme):
		return connectSQLite(strings.TrimPrefix(dsn, sqliteScheme))
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		return connectPostgres(dsn)
	}
	return nil, errors.New("want sqlite:/path/file.db or postgres://…")
}

func connectSQLite(path string) (*engine, error) {
	file := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + sqliteOptions
	write, err := sql.Open("sqlite", file+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(runtime.NumCPU() + 1)
	return &engine{name: "sqlite", write: write, read: read, bind: sqliteArgs, again: sqliteAgain}, nil
}

func connectPostgres(dsn string) (*engine, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(mostConnections)
	db.SetMaxIdleConns(mostConnections)
	return &engine{
		name: "postgres", write: db, read: db, lock: " FOR UPDATE", share: " FOR SHARE",
		isolation: sql.LevelRepeatableRead, bind: postgresArgs, again: postgresAgain,
	}, nil
}

func sqliteArgs(a args) []any {
	out := make([]any, 0, len(a))
	for name, value := range a {
		out = append(out, sql.Named(name, value))
	}
	return out
}

func postgresArgs(a args) []any { return []any{pgx.NamedArgs(a)} }

// sqliteAgain is true for a busy file and for a snapshot that a writer outdated.
func sqliteAgain(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}

// postgresAgain is true for a deadlock, and for two transactions that inserted
// the same row: the second then finds it.
func postgresAgain(err error) bool {
	const uniqueViolation, serializationFailure, deadlock = "23505", "40001", "40P01"
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == uniqueViolation || e.Code == serializationFailure || e.Code == deadlock
}

func (e *engine) close() error {
	if e.read == e.write {
		return e.write.Close()
	}
	return errors.Join(e.read.Close(), e.write.Close())
}

func (e *engine) ping(ctx context.Context) error {
	if err := e.read.PingContext(ctx); err != nil {
		return fmt.Errorf("asking the ledger: %w", err)
	}
	return nil
}
