package disks_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/disks"
)

const uid = "0c7a3a0c-5f3e-4b51-9d53-6f0e1a9d2b10"

// newMachine is a machine on a raw image of one sector, and the image's folder.
func newMachine(t *testing.T) (driver.Machine, string) {
	t.Helper()
	dir, content := t.TempDir(), []byte(strings.Repeat("x", 512))
	if err := os.WriteFile(filepath.Join(dir, "guest.raw"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	return driver.Machine{
		UID: uid, Name: "web-1", Namespace: "env", RootDiskGiB: 1,
		DataDisks: []driver.DataDisk{{Name: "db", SizeGiB: 2}},
		Image:     driver.Image{File: "guest.raw", SHA256: hex.EncodeToString(sum[:]), Format: compute.FormatRaw},
	}, dir
}

func virtualGiB(t *testing.T, path string) int64 {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "qemu-img", "info", "--output=json", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var i struct {
		Size int64 `json:"virtual-size"`
	}
	if err := json.Unmarshal(out, &i); err != nil {
		t.Fatal(err)
	}
	return i.Size >> 30
}

func TestPrepareMakesDisksOnceAndLetsThemGrow(t *testing.T) {
	t.Parallel()
	m, imageDir := newMachine(t)
	dir := filepath.Join(t.TempDir(), "disks")
	s := disks.New(dir, imageDir, logKept)
	got, err := s.Prepare(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, uid, name) }
	want := []disks.Disk{
		{Path: at("root.qcow2"), Format: compute.FormatQcow2},
		{Path: at("data-db.qcow2"), Format: compute.FormatQcow2},
		{Path: at("seed.iso"), Format: compute.FormatRaw, ReadOnly: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("disks (-want +got):\n%s", diff)
	}
	write := exec.CommandContext(t.Context(), "qemu-io", "-c", "write -P 7 1M 64k", at("root.qcow2"))
	if out, err := write.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	m.RootDiskGiB, m.DataDisks[0].SizeGiB = 3, 1
	if err := os.Remove(filepath.Join(imageDir, "guest.raw")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(imageDir, "guest.raw"), make([]byte, 512), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Prepare(t.Context(), m); err != nil {
		t.Fatalf("a machine that has its disks needs the image's digest again: %v", err)
	}
	if got := virtualGiB(t, at("root.qcow2")); got != 3 {
		t.Errorf("the root disk has %d GiB, want 3", got)
	}
	if got := virtualGiB(t, at("data-db.qcow2")); got != 2 {
		t.Errorf("the data disk has %d GiB, want 2: disks never shrink", got)
	}
	read := exec.CommandContext(t.Context(), "qemu-io", "-c", "read -P 7 1M 64k", at("root.qcow2"))
	if out, err := read.CombinedOutput(); err != nil || strings.Contains(string(out), "Pattern verification failed") {
		t.Errorf("what the guest wrote is lost, err = %v: %s", err, out)
	}
	for range 2 {
		if err := s.Remove(uid); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, uid)); !os.IsNotExist(err) {
		t.Errorf("disks are left after Remove: %v", err)
	}
}

func TestPrepareRefusesAnImage(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		edit func(t *testing.T, m *driver.Machine, imageDir string)
		want string
	}{
		"that the host does not have": {
			func(_ *testing.T, m *driver.Machine, _ string) { m.Image.File = "other.raw" },
			"image file other.raw is not in this host's image store",
		},
		"with another content": {
			func(t *testing.T, _ *driver.Machine, dir string) {
				if err := os.WriteFile(filepath.Join(dir, "guest.raw"), make([]byte, 512), 0o600); err != nil {
					t.Fatal(err)
				}
			},
			"has SHA-256 076a27c79e5ace2a3d47f9dd2e83e4ff6ea8872b3c2218f66c92b89b55f36560",
		},
		"that the root disk would cut off": {
			func(t *testing.T, m *driver.Machine, dir string) {
				path := filepath.Join(dir, "guest.qcow2")
				out, err := exec.CommandContext(t.Context(), "qemu-img", "create", "-f", "qcow2", path, "1536M").CombinedOutput()
				if err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				m.Image = driver.Image{File: "guest.qcow2", SHA256: sumOf(t, path), Format: compute.FormatQcow2}
			},
			"image guest.qcow2 needs 2 GiB, the root disk has 1",
		},
		"that stands on another file of the host": {
			func(t *testing.T, m *driver.Machine, dir string) {
				path := filepath.Join(dir, "guest.qcow2")
				out, err := exec.CommandContext(t.Context(), "qemu-img", "create", "-f", "qcow2", "-b", "/etc/passwd", "-F", "raw", path).CombinedOutput()
				if err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				m.Image = driver.Image{File: "guest.qcow2", SHA256: sumOf(t, path), Format: compute.FormatQcow2}
			},
			"image file guest.qcow2 stands on another file, /etc/passwd",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, imageDir := newMachine(t)
			tc.edit(t, &m, imageDir)
			_, err := disks.New(t.TempDir(), imageDir, logKept).Prepare(t.Context(), m)
			r, ok := driver.AsRejected(err)
			if !ok || r.Reason != compute.ReasonImageInvalid || !strings.Contains(r.Message, tc.want) {
				t.Errorf("Prepare: %v; want ImageInvalid with %q", err, tc.want)
			}
		})
	}
}

func TestAnImageIsReadAgainWhenItChanges(t *testing.T) {
	t.Parallel()
	m, imageDir := newMachine(t)
	s := disks.New(t.TempDir(), imageDir, logKept)
	if _, err := s.Prepare(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(imageDir, "guest.raw")
	if err := os.WriteFile(path, make([]byte, 512), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, time.Time{}, time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	m.UID = "1c7a3a0c-5f3e-4b51-9d53-6f0e1a9d2b10"
	if _, err := s.Prepare(t.Context(), m); err == nil {
		t.Error("the old digest is taken for that of the new content")
	}
}

func TestRemoveNeedsAUUID(t *testing.T) {
	t.Parallel()
	if err := disks.New(t.TempDir(), "", logKept).Remove(".."); err == nil {
		t.Error("Remove takes a path for a UID")
	}
}

func sumOf(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}
