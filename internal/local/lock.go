package local

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// lock keeps two commands from changing one control plane at once. The lock ends
// with the returned file, at the latest with the process.
func (c *Cluster) lock() (*os.File, error) {
	if err := os.MkdirAll(c.layout.dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of the control plane: %w", err)
	}
	f, err := os.OpenFile(c.layout.path("lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", c.layout.dir, err)
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		err = errors.New("another ikpctl local works on it; wait until it has ended")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking %s: %w", c.layout.dir, err), f.Close())
	}
	return f, nil
}
