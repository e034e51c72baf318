package disks

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// DirectIO reports whether the store's file system can bypass the page cache;
// tmpfs and some overlays cannot.
func (s *Store) DirectIO() bool {
	if os.MkdirAll(s.dir, dirMode) != nil {
		return false
	}
	path := filepath.Join(s.dir, ".direct-io")
	fd, err := unix.Open(path, unix.O_CREAT|unix.O_WRONLY|unix.O_DIRECT|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return false
	}
	return unix.Close(fd) == nil && os.Remove(path) == nil
}

// Capacity is the size of the store's file system.
func (s *Store) Capacity() (compute.Resources, error) {
	if err := os.MkdirAll(s.dir, dirMode); err != nil {
		return compute.Resources{}, fmt.Errorf("making the disk store: %w", err)
	}
	var st unix.Statfs_t
	if err := unix.Statfs(s.dir, &st); err != nil {
		return compute.Resources{}, fmt.Errorf("measuring the disk store %q: %w", s.dir, err)
	}
	return compute.Resources{DiskGiB: int64(st.Blocks) * st.Bsize / gib}, nil
}
