package ledger

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"golang.org/x/sys/unix"
)

//go:embed migrations
var migrations embed.FS

// A process waits up to two minutes for another that brings the tables up to date,
// and asks every second.
const lockPeriod, lockTries = 1, 120

// migrate applies what is missing. Processes that start together come one after
// the other.
func (e *engine) migrate(ctx context.Context, dsn string) error {
	files, err := fs.Sub(migrations, "migrations/"+e.name)
	if err != nil {
		return err
	}
	if e.name == "sqlite" {
		unlock, err := lockFile(strings.TrimPrefix(dsn, sqliteScheme) + ".lock")
		if err != nil {
			return err
		}
		return errors.Join(e.up(ctx, goose.DialectSQLite3, files), unlock())
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(lockPeriod, lockTries))
	if err != nil {
		return err
	}
	return e.up(ctx, goose.DialectPostgres, files, goose.WithSessionLocker(locker))
}

func (e *engine) up(ctx context.Context, d goose.Dialect, files fs.FS, o ...goose.ProviderOption) error {
	provider, err := goose.NewProvider(d, e.write, files, o...)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// lockFile waits until no other process holds the file.
func lockFile(path string) (unlock func() error, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("locking %q: %w", path, err), file.Close())
	}
	return file.Close, nil
}
