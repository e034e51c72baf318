package guest_test

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// imageFolder is where built images are kept between runs of the tests.
const imageFolder = "../../.deps/guest"

// secret is what must not come out of a guest's serial port.
const secret = "hunter2"

// build makes the images once for all tests, where anything they come from has changed.
var build = sync.OnceValues(func() ([]byte, error) {
	return exec.Command("./build", imageFolder).CombinedOutput()
})

func image(t *testing.T, file string) string {
	t.Helper()
	if out, err := build(); err != nil {
		t.Fatalf("building the images: %v\n%s", err, out)
	}
	path, err := filepath.Abs(filepath.Join(imageFolder, file))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// overlay is a disk of a test's own over the guest image.
func overlay(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "disk.qcow2")
	run(t, "qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", image(t, "ikp-guest.qcow2"), path)
	return path
}

func dataDisk(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "data.raw")
	write(t, path, "")
	if err := os.Truncate(path, 4<<20); err != nil {
		t.Fatal(err)
	}
	return path
}

// seedVolume is a NoCloud volume as a hypervisor makes it.
func seedVolume(t *testing.T) string {
	t.Helper()
	folder, volume := t.TempDir(), filepath.Join(t.TempDir(), "seed.iso")
	write(t, filepath.Join(folder, "meta-data"), "instance-id: 7c1d-42\nlocal-hostname: db-1\n")
	write(t, filepath.Join(folder, "user-data"), "#cloud-config\npassword: "+secret+"\n")
	write(t, filepath.Join(folder, "network-config"), "version: 2\nethernets:\n  nic:\n"+
		"    match: {macaddress: '52:54:00:12:34:56'}\n    addresses: [10.0.2.15/24]\n    gateway4: 10.0.2.2\n")
	run(t, "xorriso", "-as", "mkisofs", "-quiet", "-V", "cidata", "-J", "-r", "-o", volume, folder)
	return volume
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, tool string, args ...string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), tool, args...).CombinedOutput(); err != nil {
		t.Fatalf("running %s %v: %v\n%s", tool, args, err, out)
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

func readTCP(t *testing.T, port int) string {
	t.Helper()
	c, err := net.DialTimeout("tcp4", fmt.Sprintf("127.0.0.1:%d", port), patience)
	if err != nil {
		t.Fatalf("connecting to the guest: %v", err)
	}
	defer func() { _ = c.Close() }()
	if err = c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(c)
	if err != nil {
		t.Fatalf("reading from the guest: %v", err)
	}
	return string(text)
}
