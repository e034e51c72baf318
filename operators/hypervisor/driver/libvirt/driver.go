//go:build libvirt

package libvirt

import (
	"cmp"
	"path/filepath"
	"sync"

	"k8s.io/apimachinery/pkg/types"
	binding "libvirt.org/go/libvirt"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/disks"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

// Options configure a driver.
type Options struct {
	// URI of libvirt's daemon.
	URI string
	// StateDir holds the disks, in the folder disks.
	StateDir string
	// ImageDir holds the files of the image catalogue.
	ImageDir string
	// Accelerate: guests run on the processor where libvirt offers that (kvm).
	// Otherwise they are emulated.
	Accelerate bool
	// LogKept is how many bytes of a guest's serial log are kept; 0: DefaultLogKept.
	LogKept int64
}

// DefaultLogKept is how much a guest may have written on its serial port before
// the oldest part is freed.
const DefaultLogKept = 16 << 20

// Driver is one libvirt daemon. It need not answer when the driver is opened,
// and is found again whenever it comes back.
type Driver struct {
	link  *link
	disks *disks.Store
	dirty *driver.Dirty
	// accelerate is Options.Accelerate.
	accelerate bool

	mu sync.Mutex
	// platform is asked once: the hardware does not change.
	platform *domainxml.Platform
	// twins are the identities that the last listing found claimed twice.
	twins map[types.UID]*driver.Conflict
}

var _ driver.Driver = (*Driver)(nil)

// Open makes a driver. Nothing is asked of the daemon yet.
func Open(o Options) (*Driver, error) {
	if err := startEvents(); err != nil {
		return nil, err
	}
	d := &Driver{
		disks: disks.New(filepath.Join(o.StateDir, "disks"), o.ImageDir, cmp.Or(o.LogKept, DefaultLogKept)),
		dirty: driver.NewDirty(),

		accelerate: o.Accelerate,
	}
	d.link = newLink(o.URI, d.dirty)
	return d, nil
}

// Changes implements driver.Driver.
func (d *Driver) Changes() *driver.Dirty { return d.dirty }

// Close implements driver.Driver.
func (d *Driver) Close() error {
	d.link.close()
	return nil
}

// platformOf tells what kind of machine the daemon runs.
func (d *Driver) platformOf(c *binding.Connect) (domainxml.Platform, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.platform != nil {
		return *d.platform, nil
	}
	raw, err := c.GetCapabilities()
	if err != nil {
		return domainxml.Platform{}, err
	}
	p, err := domainxml.ParsePlatform(raw, d.accelerate)
	if err != nil {
		return domainxml.Platform{}, err
	}
	d.platform = &p
	return p, nil
}
