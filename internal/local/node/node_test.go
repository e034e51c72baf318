package node

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseHierarchies(t *testing.T) {
	const mountinfo = `29 23 0:26 / /sys/fs/cgroup rw,relatime shared:9 - tmpfs tmpfs rw,mode=755
30 29 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:10 - cgroup cgroup rw,cpu,cpuacct
31 29 0:28 / /sys/fs/cgroup/systemd rw,relatime shared:11 - cgroup cgroup rw,xattr,release_agent=/lib/systemd/agent,name=systemd
32 29 0:29 / /sys/fs/cgroup/cpuset rw,relatime - cgroup none rw,cpuset,clone_children
33 29 0:30 / /sys/fs/cgroup/unified rw,relatime shared:12 - cgroup2 cgroup2 rw
34 29 0:31 / /mnt/cgroup/memory rw,relatime - cgroup cgroup rw,memory
broken
`
	want := map[string]string{
		"cpu,cpuacct":  "/sys/fs/cgroup/cpu,cpuacct",
		"name=systemd": "/sys/fs/cgroup/systemd",
		"cpuset":       "/sys/fs/cgroup/cpuset",
	}
	if diff := cmp.Diff(want, parseHierarchies(mountinfo)); diff != "" {
		t.Errorf("hierarchies (-want +got):\n%s", diff)
	}
}

func TestFreeLink(t *testing.T) {
	first, err := freeLink("/var/lib/ikp/local/node", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		dir  string
		used []netip.Prefix
		same bool
	}{
		"the same folder gets the same":          {"/var/lib/ikp/local/node", nil, true},
		"another folder gets another":            {"/var/lib/ikp/other/node", nil, false},
		"what the machine uses is passed over":   {"/var/lib/ikp/local/node", []netip.Prefix{netip.PrefixFrom(first.Addr().Next(), 24)}, false},
		"what it uses elsewhere does not matter": {"/var/lib/ikp/local/node", []netip.Prefix{netip.MustParsePrefix("10.0.0.1/8")}, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := freeLink(tc.dir, tc.used)
			if err != nil || (got == first) != tc.same || !linkRange.Overlaps(got) || got.Bits() != linkBits {
				t.Errorf("got %v, %v beside %v", got, err, first)
			}
		})
	}
	t.Run("a machine that uses all of the range gets none", func(t *testing.T) {
		if got, err := freeLink("/x", []netip.Prefix{linkRange}); err == nil {
			t.Errorf("got %v", got)
		}
	})
}

func TestTheTwoEndsOfTheCable(t *testing.T) {
	l := Layout{Link: netip.MustParsePrefix("198.18.4.8/30")}
	if l.Address().String() != "198.18.4.10" || l.Outside() != "198.18.4.9:10999" {
		t.Errorf("node %s, outside %s", l.Address(), l.Outside())
	}
}

func TestPackImage(t *testing.T) {
	dir := t.TempDir()
	program, archive := filepath.Join(dir, "program"), filepath.Join(dir, "image.tar")
	pack := func(content string) string {
		t.Helper()
		if err := os.WriteFile(program, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		name, err := PackImage(program, archive)
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
	one := pack("one")
	files := unpack(t, archive)
	var manifest []struct{ RepoTags []string }
	if err := json.Unmarshal(files["manifest.json"], &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest) != 1 || len(manifest[0].RepoTags) != 1 || manifest[0].RepoTags[0] != one {
		t.Errorf("the archive is of %v, the name is %q", manifest, one)
	}
	if pack("one") != one || pack("two") == one {
		t.Error("the name of the image does not go with the program")
	}
}

func unpack(t *testing.T, archive string) map[string][]byte {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	files := map[string][]byte{}
	for r := tar.NewReader(f); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[h.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
}
