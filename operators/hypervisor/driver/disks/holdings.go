package disks

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// Holdings is every file of the store and of the images, whoever put it there.
func (s *Store) Holdings() ([]driver.Holding, error) {
	held, err := files(s.dir, "disks", func(within string) (whereabouts.Kind, types.UID) {
		folder, file, nested := strings.Cut(within, "/")
		if !nested || !uuid.MatchString(folder) {
			return whereabouts.Scratch, ""
		}
		return kindOf(file), types.UID(folder)
	})
	if err != nil {
		return nil, err
	}
	cached, err := files(s.images.dir, "images", func(string) (whereabouts.Kind, types.UID) { return whereabouts.ImageCache, "" })
	return append(held, cached...), err
}

// Within is a file's name in Holdings, if it is the store's.
func (s *Store) Within(path string) (string, bool) {
	within, err := filepath.Rel(s.dir, path)
	if err != nil || strings.HasPrefix(within, "..") {
		return "", false
	}
	return "disks/" + filepath.ToSlash(within), true
}

// kindOf tells a machine's disks from what lies beside them.
func kindOf(file string) whereabouts.Kind {
	if strings.HasSuffix(file, ".qcow2") || file == "seed.iso" {
		return whereabouts.Disk
	}
	return whereabouts.Scratch
}

// files are the files below a folder. One that vanishes meanwhile is not there.
func files(dir, name string, judge func(within string) (whereabouts.Kind, types.UID)) ([]driver.Holding, error) {
	var held []driver.Holding
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // WalkDir does not enter a link
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		within, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		within = filepath.ToSlash(within)
		kind, uid := judge(within)
		held = append(held, driver.Holding{Kind: kind, Resource: name + "/" + within, Machine: uid, Bytes: taken(path)})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking through %q: %w", dir, err)
	}
	return held, nil
}

// taken is what a file takes on the disk: disks are sparse.
func taken(path string) int64 {
	const block = 512 // of stat(2), whatever the file system's is
	var st unix.Stat_t
	if unix.Stat(path, &st) != nil {
		return 0
	}
	return st.Blocks * block
}
