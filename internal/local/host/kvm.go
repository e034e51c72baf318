package host

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

const (
	kvmDevice = "/dev/kvm"
	// kvmTimeout is ten times what a working machine needs.
	kvmTimeout = 5 * time.Second
)

// KVMWorks boots a guest of a hundred bytes to find out whether the machine's KVM
// runs guests: under some hypervisors the device is there, and guests hang. With
// no device the answer is no.
func KVMWorks(ctx context.Context) (bool, error) {
	if unix.Access(kvmDevice, unix.R_OK|unix.W_OK) != nil {
		return false, nil
	}
	dir, err := os.MkdirTemp("", "ikp-kvm-")
	if err != nil {
		return false, fmt.Errorf("trying KVM: %w", err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a few bytes
	disk := filepath.Join(dir, "disk")
	if err = os.WriteFile(disk, bootDisk(kvmProgram), 0o600); err != nil {
		return false, fmt.Errorf("trying KVM: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, kvmTimeout)
	defer cancel()
	qemu := exec.CommandContext(ctx, "qemu-system-x86_64", tryArgs("kvm", disk)...)
	qemu.Stderr = alarm{cancel}
	err = qemu.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return false, fmt.Errorf("trying KVM: %w", err)
	}
	return exit != nil && exit.ExitCode() == kvmExit, nil
}

// tryArgs start a guest from a disk; writing to port 0xf4 ends it.
func tryArgs(accelerator, disk string) []string {
	return []string{
		"-accel", accelerator, "-m", "64", "-nodefaults", "-display", "none",
		"-device", "isa-debug-exit,iobase=0xf4,iosize=1", "-drive", "if=virtio,format=raw,file=" + disk,
	}
}

// alarm cuts a wait short when QEMU says what it cannot do: it would hang on.
type alarm struct{ ring context.CancelFunc }

func (a alarm) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte("KVM internal error")) {
		a.ring()
	}
	return len(p), nil
}

// hideKVM puts a file that nobody can write to in the place of the device, which
// libvirt takes for a machine without it.
func (l Layout) hideKVM() error {
	if _, err := os.Stat(kvmDevice); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	stub := l.path("no-kvm")
	if err := os.WriteFile(stub, nil, 0o400); err != nil {
		return fmt.Errorf("hiding KVM: %w", err)
	}
	if err := (bind{stub, kvmDevice}).mount(); err != nil {
		return err
	}
	if err := unix.Mount("", kvmDevice, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		return fmt.Errorf("hiding KVM: %w", err)
	}
	return nil
}
