//go:build libvirt

package libvirthost_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/govtech-kz/ikp/internal/testkit/libvirthost"
)

func TestMain(m *testing.M) { os.Exit(libvirthost.Main(m)) }

// domain has an empty disk: its BIOS finds nothing to boot and waits.
const domain = `<domain type='qemu'><name>guest</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type></os>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator></devices></domain>`

func virsh(t *testing.T, h *libvirthost.Host, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "virsh", append([]string{"--quiet", "--connect", h.URI}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("virsh %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func wantState(t *testing.T, h *libvirthost.Host, when, want string) {
	t.Helper()
	if got := virsh(t, h, "domstate", "--reason", "guest"); got != want {
		t.Errorf("%s the guest is %q, want %q", when, got, want)
	}
}

func TestGuestsOutliveTheDaemonButNotTheHost(t *testing.T) {
	h := libvirthost.New(t)
	xml := filepath.Join(h.Dir, "guest.xml")
	if err := os.WriteFile(xml, []byte(domain), 0o600); err != nil {
		t.Fatal(err)
	}
	virsh(t, h, "define", xml)
	virsh(t, h, "start", "guest")

	h.KillLibvirtd()
	wantState(t, h, "after libvirtd was killed", "running (booted)")

	h.PowerFailure()
	h.PowerOn()
	wantState(t, h, "after a power failure", "shut off (crashed)")

	virsh(t, h, "start", "guest")
	h.PowerOff()
	h.PowerOn()
	wantState(t, h, "after the host was stopped", "shut off (unknown)")
}

func TestHostsAreApart(t *testing.T) {
	one, two := libvirthost.New(t), libvirthost.New(t)
	xml := filepath.Join(one.Dir, "guest.xml")
	if err := os.WriteFile(xml, []byte(domain), 0o600); err != nil {
		t.Fatal(err)
	}
	virsh(t, one, "define", xml)
	if got := virsh(t, two, "list", "--all", "--name"); got != "" {
		t.Errorf("the other host sees %q", got)
	}
	if a, b := virsh(t, one, "hostname"), virsh(t, two, "hostname"); a == b {
		t.Errorf("both hosts are called %q", a)
	}
}
