package disks

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// images is the host's image store. A file is read once for its digest, and
// again when its size or time has changed.
type images struct {
	dir string

	mu    sync.Mutex
	known map[string]digest
}

type digest struct {
	size   int64
	mtime  time.Time
	sha256 string
}

func newImages(dir string) *images { return &images{dir: dir, known: map[string]digest{}} }

// verified is the path of an image whose content is what the catalogue says.
func (s *images) verified(ctx context.Context, i driver.Image) (string, error) {
	path := filepath.Join(s.dir, filepath.Base(i.File))
	have, err := s.digest(ctx, path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", invalid("image file %s is not in this host's image store %s; put it there", i.File, s.dir)
	}
	if err != nil {
		return "", fmt.Errorf("reading image %q: %w", path, err)
	}
	if have != i.SHA256 {
		return "", invalid("image file %s on this host has SHA-256 %s, the catalogue says %s; copy the right file", i.File, have, i.SHA256)
	}
	return path, nil
}

// digest holds the lock while it reads: a second machine of the same image waits
// instead of reading it too.
func (s *images) digest(ctx context.Context, path string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	is, err := f.Stat()
	if err != nil {
		return "", err
	}
	if k, ok := s.known[path]; ok && k.size == is.Size() && k.mtime.Equal(is.ModTime()) {
		return k.sha256, nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, reader{ctx, f}); err != nil {
		return "", err
	}
	k := digest{size: is.Size(), mtime: is.ModTime(), sha256: hex.EncodeToString(h.Sum(nil))}
	s.known[path] = k
	return k.sha256, nil
}

// reader stops reading when its context ends.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// fits refuses an image that would be cut off, or that itself stands on another
// file of the host.
func fits(ctx context.Context, base string, m driver.Machine) error {
	i, err := inspect(ctx, base)
	if err != nil {
		return err
	}
	switch {
	case i.Backing != "":
		return invalid("image file %s stands on another file, %s; publish it flat (qemu-img convert)", m.Image.File, i.Backing)
	case i.Format != string(m.Image.Format) && m.Image.Format != compute.FormatRaw:
		return invalid("image file %s is %s, the catalogue says %s", m.Image.File, i.Format, m.Image.Format)
	case i.VirtualSize > m.RootDiskGiB*gib:
		return invalid("image %s needs %d GiB, the root disk has %d; create the machine with a larger rootDiskGiB",
			m.Image.File, (i.VirtualSize+gib-1)/gib, m.RootDiskGiB)
	}
	return nil
}

func invalid(format string, args ...any) error {
	return &driver.Rejected{Reason: compute.ReasonImageInvalid, Message: fmt.Sprintf(format, args...)}
}
