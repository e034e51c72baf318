package host

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// masked are ways to services of the machine that must not learn of the host's
// guests: machined would refuse a second machine of one name.
var masked = []string{"/run/dbus", "/run/systemd"}

// enter makes the mount namespace of this process the host's.
func (l Layout) enter() error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("separating the mounts: %w", err)
	}
	// proc shows the host's processes only.
	if err := unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return fmt.Errorf("mounting /proc: %w", err)
	}
	if err := dropCgroups(); err != nil {
		return err
	}
	for _, path := range masked {
		if err := mask(path); err != nil {
			return err
		}
	}
	if err := l.addAccount(); err != nil {
		return err
	}
	if l.Emulate {
		if err := l.hideKVM(); err != nil {
			return err
		}
	}
	for _, b := range l.binds() {
		if err := os.MkdirAll(b.to, 0o755); err != nil {
			return fmt.Errorf("binding %s: %w", b.to, err)
		}
		if err := b.mount(); err != nil {
			return err
		}
	}
	return unix.Sethostname([]byte(l.Name))
}

// dropCgroups takes the machine's control groups, of either version, out of
// sight: libvirt then works without them and leaves those of the machine alone.
func dropCgroups() error {
	err := unix.Unmount("/sys/fs/cgroup", unix.MNT_DETACH)
	if err != nil && !errors.Is(err, unix.EINVAL) && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("unmounting /sys/fs/cgroup: %w", err)
	}
	return nil
}

func mask(path string) error {
	err := unix.Mount("tmpfs", path, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "size=64k")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("hiding %s: %w", path, err)
	}
	return nil
}

func (b bind) mount() error {
	if err := unix.Mount(b.from, b.to, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("binding %s over %s: %w", b.from, b.to, err)
	}
	return nil
}
