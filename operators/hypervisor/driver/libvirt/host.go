//go:build libvirt

package libvirt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// pingSeconds is how long a guest agent may take to answer.
const pingSeconds = 2

// Describe implements driver.Host.
func (d *Driver) Describe(ctx context.Context) (driver.HostInfo, error) {
	store, err := d.disks.Capacity()
	if err != nil {
		return driver.HostInfo{}, err
	}
	info, err := call(ctx, d.link, d.describe)
	if err != nil {
		return driver.HostInfo{}, fmt.Errorf("describing the host: %w", err)
	}
	info.Capacity.DiskGiB = store.DiskGiB
	return info, nil
}

func (d *Driver) describe(c *binding.Connect) (driver.HostInfo, error) {
	node, err := c.GetNodeInfo()
	if err != nil {
		return driver.HostInfo{}, err
	}
	name, err := d.hypervisor(c)
	return driver.HostInfo{
		Hypervisor: name,
		Capacity:   compute.Resources{VCPU: int64(node.Cpus), MemoryMiB: int64(node.Memory >> 10)},
	}, err
}

// hypervisor is such as: QEMU 7.2.0 / libvirt 9.0.0, qemu.
func (d *Driver) hypervisor(c *binding.Connect) (string, error) {
	kind, errKind := c.GetType()
	its, errIts := c.GetVersion()
	libs, errLibs := c.GetLibVersion()
	platform, errPlatform := d.platformOf(c)
	err := errors.Join(errKind, errIts, errLibs, errPlatform)
	return fmt.Sprintf("%s %s / libvirt %s, %s", strings.ToUpper(kind), version(its), version(libs), platform.Type), err
}

// version unpacks libvirt's way of writing 1.2.3 as 1002003.
func version(v uint32) string {
	return fmt.Sprintf("%d.%d.%d", v/1_000_000, v/1_000%1_000, v%1_000)
}

// Ping implements driver.Guest.
func (d *Driver) Ping(ctx context.Context, uid types.UID) error {
	return d.onDomain(ctx, "pinging the guest agent of", uid, func(_ *binding.Connect, dom *ours) error {
		_, err := dom.QemuAgentCommand(`{"execute":"guest-ping"}`, pingSeconds, 0)
		return err
	})
}

// OpenLog implements driver.Guest. The file is on this machine: an agent that
// reaches libvirt from afar has no logs.
func (d *Driver) OpenLog(_ context.Context, uid types.UID) (driver.Log, error) {
	f, err := os.Open(d.disks.SerialLog(uid))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, driver.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("opening the serial log of machine %s: %w", uid, err)
	}
	return logFile{f}, nil
}

// logFile is a serial log that grows.
type logFile struct{ *os.File }

// TrimLog implements driver.Guest.
func (d *Driver) TrimLog(_ context.Context, uid types.UID) error { return d.disks.TrimLog(uid) }

// Start is where the data begins, after the part that was freed.
func (f logFile) Start() (int64, error) {
	at, err := unix.Seek(int(f.Fd()), 0, unix.SEEK_DATA)
	if errors.Is(err, unix.ENXIO) { // no data at all
		return f.Size()
	}
	return at, err
}

func (f logFile) Size() (int64, error) {
	is, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return is.Size(), nil
}
