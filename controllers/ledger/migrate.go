package ledger

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/util/wait"
)

//go:embed migrations
var migrations embed.FS

// A process asks every second whether another has brought the tables up to date,
// until its call's deadline.
const (
	lockPeriod, lockTries = 1, 120
	lockPoll              = 50 * time.Millisecond
)

// tables says whether this process has seen the tables up to date.
type tables struct {
	// turn holds one token: whoever has it may look.
	turn    chan struct{}
	current bool
}

func newTables() *tables {
	t := &tables{turn: make(chan struct{}, 1)}
	t.turn <- struct{}{}
	return t
}

// prepare sees to it that there is a database with the tables of today: once, and
// again when another file was put in its place.
func (l *Ledger) prepare(ctx context.Context) error {
	select {
	case <-l.tables.turn:
	case <-ctx.Done():
		return &silence{fmt.Errorf("waiting for the ledger's tables: %w", ctx.Err())}
	}
	defer func() { l.tables.turn <- struct{}{} }()
	if err := l.follow(); err != nil {
		return &silence{err}
	}
	if l.tables.current {
		return nil
	}
	if err := l.migrate(ctx); err != nil {
		return &silence{fmt.Errorf("bringing the ledger's tables up to date: %w", err)}
	}
	l.tables.current = true
	return nil
}

// follow notices that the database's file is away or another one.
func (l *Ledger) follow() error {
	if l.file == nil || !l.tables.current {
		return nil
	}
	replaced, err := l.file.replaced()
	if err != nil || !replaced {
		return err
	}
	l.tables.current = false
	return l.reopen()
}

// migrate applies what is missing. Processes that start together come one after
// the other.
func (e *engine) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations/"+e.name)
	if err != nil {
		return err
	}
	if e.file != nil {
		unlock, err := lockFile(ctx, e.file.path+".lock")
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
	provider, err := goose.NewProvider(d, e.connections.Load().write.DB, files, o...)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// lockFile waits until no other process holds the file.
func lockFile(ctx context.Context, path string) (unlock func() error, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = wait.PollUntilContextCancel(ctx, lockPoll, true, func(context.Context) (bool, error) {
		err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if errors.Is(err, unix.EWOULDBLOCK) {
			return false, nil
		}
		return err == nil, err
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking %q: %w", path, err), file.Close())
	}
	return file.Close, nil
}
