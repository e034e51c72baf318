package disks_test

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver/disks"
)

// logKept is how much the stores of these tests keep of a log.
const logKept = 256 << 10

const logOf = types.UID("0c7a3a0c-5f3e-4b51-9d53-6f0e1a9d2b10")

func TestTrimLog(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ size, most int }{
		"keeps a log that is short":                        {size: 100 << 10, most: 104 << 10},
		"keeps a log of the length that is kept":           {size: logKept, most: logKept},
		"frees the oldest part of a long log":              {size: 10 << 20, most: logKept + 64<<10},
		"frees all but the last part of one with odd size": {size: 10<<20 + 12345, most: logKept + 128<<10},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := disks.New(t.TempDir(), "", logKept)
			path := s.SerialLog(logOf)
			written := bytes.Repeat([]byte("line\n"), tc.size/5+1)[:tc.size]
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, written, 0o600); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if err := s.TrimLog(logOf); err != nil {
					t.Fatal(err)
				}
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			tail := max(0, tc.size-logKept)
			if len(got) != tc.size || !bytes.Equal(got[tail:], written[tail:]) {
				t.Errorf("the log has %d bytes, or others than before at its end", len(got))
			}
			if used := blocks(t, path); used > tc.most {
				t.Errorf("the log takes %d bytes of the disk, want at most %d", used, tc.most)
			}
		})
	}
	t.Run("finds nothing to do where no log is", func(t *testing.T) {
		if err := disks.New(t.TempDir(), "", logKept).TrimLog(logOf); err != nil {
			t.Error(err)
		}
	})
}

// blocks is how much of the disk a file takes.
func blocks(t *testing.T, path string) int {
	t.Helper()
	var st syscall.Stat_t
	if err := syscall.Stat(path, &st); err != nil {
		t.Fatal(err)
	}
	const sector = 512
	return int(st.Blocks) * sector
}

func TestAStoreKnowsItsOwnFolders(t *testing.T) {
	t.Parallel()
	one, other := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, other} {
		if err := os.Mkdir(filepath.Join(dir, string(logOf)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(one, link); err != nil {
		t.Fatal(err)
	}
	s := disks.New(one, "", logKept)
	tests := map[string]struct {
		dir  string
		want bool
	}{
		"its own":                          {s.Dir(logOf), true},
		"its own by another path":          {filepath.Join(link, string(logOf)), true},
		"another store's":                  {filepath.Join(other, string(logOf)), false},
		"one that moved":                   {filepath.Join(other, "gone", string(logOf)), true},
		"one that was never written down ": {"", true},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := s.Holds(tc.dir); got != tc.want {
				t.Errorf("Holds(%q) = %v, want %v", tc.dir, got, tc.want)
			}
		})
	}
}
