package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/util/uuid"
)

// stateDir is the state folder, in which this process works alone.
type stateDir struct {
	lock *os.File
	// identity names whoever works in the folder. An agent that was killed goes on
	// under it at once: nobody has to wait until its lease runs out.
	identity string
}

// openState makes this process the only one that works in the state folder: two
// would number the same journal twice. The lock ends with the process, however
// that ends; one that is merely paused keeps it.
func openState(dir string) (*stateDir, error) {
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return nil, fmt.Errorf("making --state-dir: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking --state-dir: %w", err)
	}
	identity, err := take(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking --state-dir=%s: %w", dir, err), f.Close())
	}
	return &stateDir{lock: f, identity: identity}, nil
}

func (s *stateDir) close() error { return s.lock.Close() }

// take locks the folder, says who holds it, and finds its identity.
func take(f *os.File) (string, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		holder, _ := os.ReadFile(f.Name())
		return "", fmt.Errorf("another ikp-hypervisor, process %s, works in it; stop that one first", strings.TrimSpace(string(holder)))
	}
	if err != nil {
		return "", err
	}
	if err := f.Truncate(0); err != nil {
		return "", err
	}
	if _, err := f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0); err != nil {
		return "", err
	}
	return identityOf(filepath.Join(filepath.Dir(f.Name()), "identity"))
}

// identityOf is kept in a file, and differs in a copy of the folder: there another
// process may work.
func identityOf(path string) (string, error) {
	id, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(id) == 0 {
		id = []byte(uuid.NewUUID())
		err = os.WriteFile(path, id, 0o600)
	}
	if err != nil {
		return "", err
	}
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return "", err
	}
	machine, err := os.Hostname()
	return fmt.Sprintf("%s_%s_%d-%d", machine, id, st.Dev, st.Ino), err
}
