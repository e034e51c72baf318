package disks

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/seed"
)

// Others, such as the user that QEMU runs as, may pass through the folders and
// not list them.
const dirMode = 0o711

var uuid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// Disk is one disk of a machine, in the order in which its guest sees them.
type Disk struct {
	Path     string
	Format   compute.ImageFormat
	ReadOnly bool
}

// Store holds the disks of a host.
type Store struct {
	dir    string
	images *images
	// logKept is how much of a serial log is kept, in bytes.
	logKept int64
}

// New is a store in dir, on images of imageDir, that keeps the last logKept bytes
// of each serial log.
func New(dir, imageDir string, logKept int64) *Store {
	return &Store{dir: dir, images: newImages(imageDir), logKept: logKept}
}

// Prepare makes what is missing of a machine's disks and lets them grow to what
// is asked. The machine must not run. An unusable image is a *driver.Rejected.
func (s *Store) Prepare(ctx context.Context, m driver.Machine) ([]Disk, error) {
	dir, err := s.machineDir(m.UID)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return nil, fmt.Errorf("making the folder of machine %s: %w", m.UID, err)
	}
	out := []Disk{{Path: filepath.Join(dir, "root.qcow2"), Format: compute.FormatQcow2}}
	if err := s.root(ctx, out[0].Path, m); err != nil {
		return nil, err
	}
	for _, d := range m.DataDisks {
		disk := Disk{Path: filepath.Join(dir, "data-"+d.Name+".qcow2"), Format: compute.FormatQcow2}
		if err := keepDisk(ctx, disk.Path, d.SizeGiB); err != nil {
			return nil, err
		}
		out = append(out, disk)
	}
	iso := Disk{Path: filepath.Join(dir, "seed.iso"), Format: compute.FormatRaw, ReadOnly: true}
	return append(out, iso), writeSeed(iso.Path, m)
}

// root makes the overlay once. Later the image may change or vanish without
// anybody asking for its digest: the machine already stands on it.
func (s *Store) root(ctx context.Context, path string, m driver.Machine) error {
	if exists(path) {
		return grow(ctx, path, m.RootDiskGiB)
	}
	base, err := s.images.verified(ctx, m.Image)
	if err != nil {
		return err
	}
	if err := fits(ctx, base, m); err != nil {
		return err
	}
	return create(ctx, path, m.RootDiskGiB, "-b", base, "-F", string(m.Image.Format))
}

// Remove deletes the disks of a machine.
func (s *Store) Remove(uid types.UID) error {
	dir, err := s.machineDir(uid)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("removing the disks of machine %s: %w", uid, err)
	}
	return nil
}

// Dir is the folder of a machine's disks.
func (s *Store) Dir(uid types.UID) string { return filepath.Join(s.dir, filepath.Base(string(uid))) }

// Holds reports whether a machine's folder is one of this store, or is nowhere.
func (s *Store) Holds(dir string) bool {
	if dir == "" || !exists(dir) {
		return true
	}
	theirs, err := os.Stat(filepath.Dir(dir))
	own, ownErr := os.Stat(s.dir)
	return err == nil && ownErr == nil && os.SameFile(own, theirs)
}

// SerialLog is where the machine's serial port is written.
func (s *Store) SerialLog(uid types.UID) string { return filepath.Join(s.Dir(uid), "serial.log") }

// machineDir is a machine's folder. The UID comes from outside and becomes a
// path that is deleted: it must be a UUID.
func (s *Store) machineDir(uid types.UID) (string, error) {
	if !uuid.MatchString(string(uid)) {
		return "", fmt.Errorf("finding the disks of machine %q: its UID is no UUID", uid)
	}
	return filepath.Join(s.dir, string(uid)), nil
}

// writeSeed replaces the seed when it has changed.
func writeSeed(path string, m driver.Machine) error {
	want, err := seed.NoCloud(m)
	if err != nil {
		return err
	}
	if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, want) {
		return nil
	}
	// The seed may hold secrets. libvirt gives it to the user that QEMU runs as.
	if err := os.WriteFile(path+".new", want, 0o600); err != nil {
		return fmt.Errorf("writing the seed of machine %s: %w", m.UID, err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("writing the seed of machine %s: %w", m.UID, err)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
