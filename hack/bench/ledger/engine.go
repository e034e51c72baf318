package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// engine is a kind of database that the ledger runs on.
type engine struct {
	name, title string
	// fresh makes an empty database; drop deletes it.
	fresh func(ctx context.Context) (dsn string, drop func() error, err error)
	// version is the query for what it is.
	version string
}

var engines = []engine{
	{"sqlite", "SQLite", sqliteFile, `SELECT sqlite_version()`},
	{"postgres", "PostgreSQL", ledgertest.NewDurablePostgres, `SHOW server_version`},
}

func sqliteFile(context.Context) (dsn string, drop func() error, err error) {
	dir, err := os.MkdirTemp("", "ikp-bench-ledger-")
	if err != nil {
		return "", nil, fmt.Errorf("making a folder for a database: %w", err)
	}
	return "sqlite:" + filepath.Join(dir, "ledger.db"), func() error { return os.RemoveAll(dir) }, nil
}

// on runs do on an empty database.
func (e engine) on(ctx context.Context, do func(dsn string) error) error {
	dsn, drop, err := e.fresh(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(dsn), drop())
}

// itsVersion asks the database what it is.
func itsVersion(ctx context.Context, db *sql.DB, query string) (string, error) {
	var version string
	if err := db.QueryRowContext(ctx, query).Scan(&version); err != nil {
		return "", fmt.Errorf("asking the database for its version: %w", err)
	}
	version, _, _ = strings.Cut(version, " ")
	return version, nil
}
