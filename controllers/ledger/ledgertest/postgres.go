package ledgertest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

const (
	// startTimeout bounds how long a cluster may take to answer.
	startTimeout = 2 * time.Minute
	pollInterval = 50 * time.Millisecond
)

// serve runs a cluster until the process that holds the other end of its standard
// input is gone, however it ended, and then removes the folder.
const serve = `
bin=$1 dir=$2 fsync=$3
"$bin/initdb" -D "$dir/data" -A trust -U ikp -E UTF8 --no-locale >"$dir/log" 2>&1
"$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c max_connections=300 -c fsync="$fsync" </dev/null >>"$dir/log" 2>&1 &
cat >/dev/null
kill -INT $!
wait $!
rm -rf "$dir"`

var (
	quick     = sync.OnceValues(func() (string, error) { return startCluster("off") })
	durable   = sync.OnceValues(func() (string, error) { return startCluster("on") })
	databases atomic.Int64
	// leashes end the clusters when they are closed: by the end of the process,
	// not by the garbage collector.
	leashes sync.Map
)

// Postgres is the address of an empty database in a private cluster that does not
// wait for the disk. A machine without PostgreSQL fails the test.
func Postgres(t testing.TB) string {
	t.Helper()
	return database(t, quick)
}

// DurablePostgres is the same in a cluster that waits for the disk, as it must
// where it counts: for benchmarks.
func DurablePostgres(t testing.TB) string {
	t.Helper()
	return database(t, durable)
}

func database(t testing.TB, cluster func() (string, error)) string {
	t.Helper()
	dsn, drop, err := create(t.Context(), cluster)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := drop(); err != nil {
			t.Error(err)
		}
	})
	return dsn
}

// NewPostgres is Postgres for programs that are no tests. drop deletes the database.
func NewPostgres(ctx context.Context) (dsn string, drop func() error, err error) {
	return create(ctx, quick)
}

// NewDurablePostgres is DurablePostgres for programs that are no tests.
func NewDurablePostgres(ctx context.Context) (dsn string, drop func() error, err error) {
	return create(ctx, durable)
}

func create(ctx context.Context, cluster func() (string, error)) (dsn string, drop func() error, err error) {
	dir, err := cluster()
	if err != nil {
		return "", nil, fmt.Errorf("starting a private PostgreSQL: %w", err)
	}
	name := fmt.Sprintf("ledger%d", databases.Add(1))
	if err := execute(ctx, dir, "CREATE DATABASE "+name); err != nil {
		return "", nil, fmt.Errorf("creating database %s: %w", name, err)
	}
	drop = func() error {
		if err := execute(context.Background(), dir, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			return fmt.Errorf("dropping database %s: %w", name, err)
		}
		return nil
	}
	return address(dir, name), drop, nil
}

func address(dir, database string) string {
	return "postgres:///" + database + "?" + url.Values{"host": {dir}, "user": {"ikp"}}.Encode()
}

func startCluster(fsync string) (string, error) {
	bin, err := binaries()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "ikp-ledger-")
	if err != nil {
		return "", err
	}
	cmd := exec.Command("sh", "-c", serve, "sh", bin, dir, fsync)
	if cmd.SysProcAttr, err = unprivileged(dir); err != nil {
		return "", err
	}
	leash, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	leashes.Store(dir, leash)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	return dir, awaitCluster(dir)
}

// binaries is the folder of initdb and postgres: Debian keeps them off the path.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("initdb not found: install the package postgresql")
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// unprivileged is the user postgres when the test runs as root, as whom
// PostgreSQL refuses to run.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	// In a group of its own it outlives an interrupt long enough to clean up.
	if os.Getuid() != 0 {
		return &syscall.SysProcAttr{Setpgid: true}, nil
	}
	postgres, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.ParseUint(postgres.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(postgres.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{
		Setpgid:    true,
		Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)},
	}, os.Chown(dir, int(uid), int(gid))
}

func awaitCluster(dir string) error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		err := execute(ctx, dir, "SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			return fmt.Errorf("%w; its log: %s", err, log)
		case <-tick.C:
		}
	}
}

func execute(ctx context.Context, dir, statement string) error {
	db, err := sql.Open("pgx", address(dir, "postgres"))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, statement)
	return errors.Join(err, db.Close())
}
