//go:build libvirt

package libvirt_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// opened is a driver with a state folder and a limit of its own.
func (b *bench) opened(t *testing.T, stateDir string, logKept int64) driver.Driver {
	t.Helper()
	d, err := libvirt.Open(libvirt.Options{URI: b.uri, StateDir: stateDir, ImageDir: b.imageDir, LogKept: logKept})
	must(t, err)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func TestALongSerialLogIsTrimmedUnderARunningGuest(t *testing.T) {
	const kept, spoken = 128 << 10, 4 << 20
	b := newBench(t, startPrivate(t).layout.URI(), "qemu")
	d, m := b.opened(t, b.stateDir, kept), b.machine(t)
	must(t, d.Provision(t.Context(), m))
	path := filepath.Join(b.stateDir, "disks", string(m.UID), "serial.log")
	must(t, os.WriteFile(path, bytes.Repeat([]byte("an earlier run\n"), spoken/15), 0o600))
	must(t, d.Start(t.Context(), m.UID))
	awaitLog(t, d, m, 1)
	must(t, d.TrimLog(t.Context(), m.UID))
	var st syscall.Stat_t
	must(t, syscall.Stat(path, &st))
	if used := st.Blocks * 512; used > 2*kept {
		t.Errorf("the log takes %d bytes of the disk, want at most %d", used, 2*kept)
	}
	must(t, d.PowerOff(t.Context(), m.UID))
	must(t, d.Start(t.Context(), m.UID))
	awaitLog(t, d, m, 2)
	must(t, d.Remove(t.Context(), m.UID))
}

// awaitLog waits until what is kept of the log says ready n times.
func awaitLog(t *testing.T, d driver.Driver, m driver.Machine, n int) {
	t.Helper()
	err := wait.PollUntilContextTimeout(t.Context(), 50*time.Millisecond, hostPatience, true, func(ctx context.Context) (bool, error) {
		log, err := d.OpenLog(ctx, m.UID)
		if err != nil {
			return false, driver.IgnoreNotFound(err)
		}
		defer log.Close() //nolint:errcheck // it was only read
		start, err := log.Start()
		if err != nil {
			return false, err
		}
		size, err := log.Size()
		if err != nil {
			return false, err
		}
		raw, err := io.ReadAll(io.NewSectionReader(log, start, size-start))
		return bytes.Count(raw, []byte(m.Probe.Pattern)) == n, err
	})
	if err != nil {
		t.Fatalf("waiting for the guest to say ready %d times: %v", n, err)
	}
}

func TestAnAgentWithAnotherStateFolderLeavesAMachineItsDisks(t *testing.T) {
	b := newBench(t, "test:///default", "test")
	first, m := b.open(t), b.machine(t)
	must(t, first.Provision(t.Context(), m))
	moved := filepath.Join(t.TempDir(), "state")
	second := b.opened(t, moved, 0)
	for name, err := range map[string]error{
		"Provision": second.Provision(t.Context(), m), "Remove": second.Remove(t.Context(), m.UID),
	} {
		if _, ok := driver.AsRejected(err); !ok {
			t.Errorf("%s by an agent with another state folder: %v, want a refusal", name, err)
		}
	}
	if o := first.Observe(t.Context(), m.UID); o.Presence != driver.Present {
		t.Errorf("the machine is %s", o.Presence)
	}
	must(t, os.Rename(b.stateDir, moved))
	must(t, second.Provision(t.Context(), m))
	must(t, second.Remove(t.Context(), m.UID))
}
