package host

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWithAccount(t *testing.T) {
	const line = "libvirt-qemu:x:64055:\n"
	tests := map[string]struct {
		file, want  string
		wantChanged bool
	}{
		"adds the account":                            {file: "root:x:0:\n", want: "root:x:0:\n" + line, wantChanged: true},
		"ends a last line that has no end":            {file: "root:x:0:", want: "root:x:0:\n" + line, wantChanged: true},
		"leaves a machine that has the account":       {file: "libvirt-qemu:x:105:\nroot:x:0:\n", want: "libvirt-qemu:x:105:\nroot:x:0:\n"},
		"is not content with a name that begins so":   {file: "libvirt-qemu2:x:7:\n", want: "libvirt-qemu2:x:7:\n" + line, wantChanged: true},
		"is not content with a member of that name":   {file: "kvm:x:7:libvirt-qemu\n", want: "kvm:x:7:libvirt-qemu\n" + line, wantChanged: true},
		"makes a file that is empty hold the account": {want: line, wantChanged: true},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, changed := withAccount(tc.file, line)
			if got != tc.want || changed != tc.wantChanged {
				t.Errorf("got %q, %v; want %q, %v", got, changed, tc.want, tc.wantChanged)
			}
		})
	}
}

func TestPrepare(t *testing.T) {
	dir := t.TempDir()
	l := Layout{Name: "host-a", Dir: filepath.Join(dir, "host-a"), Cache: filepath.Join(dir, "cache")}
	if err := l.Prepare("11111111-2222-3333-4444-555555555555"); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(l.Dir, "etc/libvirtd.conf"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(raw), `host_uuid = "11111111-2222-3333-4444-555555555555"`) {
		t.Errorf("the host has no identity of its own:\n%s", raw)
	}
}

func TestPrepareRefusesAPathThatNoSocketCanHave(t *testing.T) {
	l := Layout{Name: "host-a", Dir: "/" + strings.Repeat("x", 90)}
	if err := l.Prepare("u"); err == nil || !strings.Contains(err.Error(), "shorter path") {
		t.Errorf("error = %v, want one that asks for a shorter path", err)
	}
}

func TestParent(t *testing.T) {
	tests := map[string]struct {
		status string
		want   int
	}{
		"reads the parent":              {status: "Name:\tqemu\nPPid:\t42\nUid:\t0\n", want: 42},
		"is nobody when it is not said": {status: "Name:\tqemu\n"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := parent(tc.status); got != tc.want {
				t.Errorf("got %d, want %d", got, tc.want)
			}
		})
	}
}
