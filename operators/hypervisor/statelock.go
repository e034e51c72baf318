package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// lockState makes this process the only one that works in the state folder: two
// would number the same journal twice. The lock ends with the process, however
// that ends; one that is merely paused keeps it.
func lockState(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return nil, fmt.Errorf("making --state-dir: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking --state-dir: %w", err)
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		holder, _ := os.ReadFile(f.Name())
		err = fmt.Errorf("another ikp-hypervisor, process %s, works in it; stop that one first", strings.TrimSpace(string(holder)))
	}
	if err == nil {
		err = signLock(f)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking --state-dir=%s: %w", dir, err), f.Close())
	}
	return f, nil
}

// signLock says who holds the lock.
func signLock(f *os.File) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	return err
}
