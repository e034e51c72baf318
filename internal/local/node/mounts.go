package node

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

const quiet = unix.MS_NOSUID | unix.MS_NODEV

// settings of the machine's kernel that the kubelet would change for everybody.
// It finds them as it wants them, in files of the node's own.
var settings = map[string]string{
	"/proc/sys/vm/overcommit_memory":      "1",
	"/proc/sys/vm/panic_on_oom":           "0",
	"/proc/sys/kernel/panic":              "10",
	"/proc/sys/kernel/panic_on_oops":      "1",
	"/proc/sys/kernel/keys/root_maxkeys":  "1000000",
	"/proc/sys/kernel/keys/root_maxbytes": "25000000",
}

// separate gives the process and all that it starts mounts of their own, before
// it leaves the machine's network.
func (l Layout) separate() error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("separating the mounts: %w", err)
	}
	if err := mount("proc", "/proc", "proc", quiet|unix.MS_NOEXEC, ""); err != nil {
		return err
	}
	if err := l.ownFolders(); err != nil {
		return err
	}
	for file, value := range settings {
		if err := pretend(file, value); err != nil {
			return err
		}
	}
	return unix.Sethostname([]byte(Name))
}

// ownFolders makes the node's folders appear where programs have them compiled
// in, with nothing made on the machine for it. The node's folder may itself lie
// under one that is covered, so it is held open meanwhile.
func (l Layout) ownFolders() error {
	own, err := unix.Open(l.Dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("opening %s: %w", l.Dir, err)
	}
	defer unix.Close(own) //nolint:errcheck // it was only a handle
	if err := mount("tmpfs", "/run", "tmpfs", quiet, "mode=755"); err != nil {
		return err
	}
	if err := os.MkdirAll(inside, 0o755); err != nil {
		return fmt.Errorf("making %s: %w", inside, err)
	}
	if err := mount(fmt.Sprintf("/proc/self/fd/%d", own), inside, "", unix.MS_BIND, ""); err != nil {
		return err
	}
	for from, to := range map[string]string{"lib": "/var/lib", "log": "/var/log"} {
		if err := mount(inside+"/"+from, to, "", unix.MS_BIND, ""); err != nil {
			return err
		}
	}
	return nil
}

// pretend shows a file with this content in the place of a kernel setting.
func pretend(setting, value string) error {
	if _, err := os.Stat(setting); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f, err := os.CreateTemp("/run/ikp", "setting-")
	if err != nil {
		return err
	}
	if _, err := f.WriteString(value + "\n"); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	return mount(f.Name(), setting, "", unix.MS_BIND, "")
}

func mount(from, to, kind string, flags uintptr, options string) error {
	if err := unix.Mount(from, to, kind, flags, options); err != nil {
		return fmt.Errorf("mounting %s on %s: %w", from, to, err)
	}
	return nil
}
