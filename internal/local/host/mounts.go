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
	// proc shows the host's processes only. A new sysfs has no cgroups below it,
	// so libvirt leaves those of the machine alone.
	for _, kind := range []string{"proc", "sysfs"} {
		target := map[string]string{"proc": "/proc", "sysfs": "/sys"}[kind]
		if err := unix.Mount(kind, target, kind, unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
			return fmt.Errorf("mounting %s: %w", target, err)
		}
	}
	for _, path := range masked {
		if err := mask(path); err != nil {
			return err
		}
	}
	for _, b := range l.binds() {
		if err := b.mount(); err != nil {
			return err
		}
	}
	return unix.Sethostname([]byte(l.Name))
}

func mask(path string) error {
	err := unix.Mount("tmpfs", path, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "size=64k")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("hiding %s: %w", path, err)
	}
	return nil
}

func (b bind) mount() error {
	if err := os.MkdirAll(b.to, 0o755); err != nil {
		return fmt.Errorf("binding %s: %w", b.to, err)
	}
	if err := unix.Mount(b.from, b.to, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("binding %s over %s: %w", b.from, b.to, err)
	}
	return nil
}
