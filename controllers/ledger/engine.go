package ledger

import (
	"database/sql"
	"errors"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// engine is what differs between PostgreSQL and SQLite.
type engine struct {
	name string
	// connections can be replaced while the ledger is in use.
	connections atomic.Pointer[pools]
	// lock and share end a SELECT whose rows must not change until the end of
	// the transaction. SQLite has no need: its writers come one after the other.
	lock, share string
	// guard keeps other transactions from a machine that has no row yet.
	guard string
	// isolation of a transaction that only reads: one snapshot.
	isolation sql.IsolationLevel
	// bind passes named arguments in the way of the driver.
	bind func(args) []any
	// again reports an error after which the same transaction can succeed.
	again func(error) bool
	// file is the database of SQLite; nil for a server.
	file *databaseFile
}

// pools are the same pool for PostgreSQL. SQLite has one writer.
type pools struct{ write, read *pool }

func (p *pools) close() error {
	if p.read == p.write {
		return p.write.Close()
	}
	return errors.Join(p.read.Close(), p.write.Close())
}

const (
	sqliteScheme = "sqlite:"
	// sqliteOptions: a writer asks for the lock for a second, and again until the
	// deadline of its call; a commit is on disk before it is acknowledged.
	sqliteOptions = "_pragma=busy_timeout(1000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
	// mostConnections bounds what one process takes from PostgreSQL, whose default is 100.
	mostConnections = 16
	// lockTimeout is how long a statement waits for a row that another holds.
	lockTimeout = "5s"
	// stalledTimeout is how long a client that hangs within a transaction may keep
	// its rows from the others.
	stalledTimeout = "15s"
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
	p, err := openSQLite(path)
	if err != nil {
		return nil, err
	}
	e := &engine{name: "sqlite", bind: sqliteArgs, again: sqliteAgain, file: &databaseFile{path: path}}
	e.connections.Store(p)
	return e, nil
}

func openSQLite(path string) (*pools, error) {
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
	return &pools{&pool{write, newCompiled()}, &pool{read, newCompiled()}}, nil
}

func connectPostgres(dsn string) (*engine, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	config.RuntimeParams["lock_timeout"] = lockTimeout
	config.RuntimeParams["idle_in_transaction_session_timeout"] = stalledTimeout
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(mostConnections)
	db.SetMaxIdleConns(mostConnections)
	e := &engine{
		name: "postgres", lock: " FOR UPDATE", share: " FOR SHARE",
		guard:     `SELECT pg_advisory_xact_lock(hashtextextended(@machine, 0))`,
		isolation: sql.LevelRepeatableRead, bind: postgresArgs, again: postgresAgain,
	}
	one := &pool{DB: db}
	e.connections.Store(&pools{one, one})
	return e, nil
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

// postgresAgain is true for a deadlock, for a row that another holds, and for two
// transactions that inserted the same row: the second then finds it.
func postgresAgain(err error) bool {
	const uniqueViolation, serializationFailure, deadlock, lockNotAvailable = "23505", "40001", "40P01", "55P03"
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == uniqueViolation || e.Code == serializationFailure || e.Code == deadlock || e.Code == lockNotAvailable
}

func (e *engine) close() error { return e.connections.Load().close() }
