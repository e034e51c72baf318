//go:build libvirt

package libvirt_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/uuid"
	binding "libvirt.org/go/libvirt"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/conformance"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/libvirt/domainxml"
)

// imageFile is a guest of 512 bytes that says ready in well under a second.
const imageFile = "bootsector.raw"

// bench is a libvirt under test.
type bench struct {
	uri, domainType    string
	stateDir, imageDir string
	digest             string
}

func newBench(t *testing.T, uri, domainType string) *bench {
	t.Helper()
	b := &bench{uri: uri, domainType: domainType, stateDir: t.TempDir(), imageDir: t.TempDir()}
	b.open(t) // the event loop runs before the first connection
	raw := assemble(t, b.imageDir)
	sum := sha256.Sum256(raw)
	b.digest = hex.EncodeToString(sum[:])
	return b
}

// assemble makes the boot sector in dir.
func assemble(t *testing.T, dir string) []byte {
	t.Helper()
	object, disk := filepath.Join(dir, "boot.o"), filepath.Join(dir, imageFile)
	source := filepath.Join("..", "..", "..", "..", "hack", "guest", "bootsector", "boot.s")
	run(t, exec.CommandContext(t.Context(), "as", "--32", "-o", object, source))
	run(t, exec.CommandContext(t.Context(), "ld", "-m", "elf_i386", "-Ttext", "0x7c00", "--oformat", "binary", "-o", disk, object))
	raw, err := os.ReadFile(disk)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func run(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return string(out)
}

func (b *bench) open(t *testing.T) driver.Driver {
	t.Helper()
	d, err := libvirt.Open(libvirt.Options{URI: b.uri, StateDir: b.stateDir, ImageDir: b.imageDir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func (b *bench) machine(*testing.T) driver.Machine {
	return driver.Machine{
		UID: uuid.NewUUID(), Namespace: "env-test", Name: "web-1", RootDiskGiB: 1,
		Resources: compute.Resources{VCPU: 1, MemoryMiB: 32, DiskGiB: 1},
		Image:     driver.Image{File: imageFile, SHA256: b.digest, Format: compute.FormatRaw},
		Probe:     compute.GuestProbe{Type: compute.ProbeSerial, Pattern: "ikp-guest: ready"},
	}
}

// other is the definition of a domain that is not ours.
func (b *bench) other() string {
	return `<domain type="` + b.domainType + `"><name>other-` + string(uuid.NewUUID())[:8] +
		`</name><memory unit="MiB">32</memory><os><type>hvm</type></os></domain>`
}

func (b *bench) foreign(t *testing.T, _ driver.Driver) { b.define(t, b.other()) }

func (b *bench) twin(t *testing.T, _ driver.Driver, m driver.Machine) {
	tag := `<metadata><t:machine xmlns:t="` + domainxml.Namespace + `" uid="` + string(m.UID) + `" vcpu="1" memoryMiB="32" diskGiB="1"/></metadata>`
	b.define(t, strings.Replace(b.other(), "<os>", tag+"<os>", 1))
}

// define adds a domain behind the driver's back, until the test's end.
func (b *bench) define(t *testing.T, definition string) {
	t.Helper()
	b.outside(t, func(c *binding.Connect) error {
		_, err := c.DomainDefineXML(definition)
		return err
	})
	t.Cleanup(func() { b.outside(t, undefine(definition)) })
}

func undefine(definition string) func(*binding.Connect) error {
	_, rest, _ := strings.Cut(definition, "<name>")
	name, _, _ := strings.Cut(rest, "</name>")
	return func(c *binding.Connect) error {
		dom, err := c.LookupDomainByName(name)
		if err != nil {
			return err
		}
		return dom.Undefine()
	}
}

// outside does something that the driver does not know of. Each time it connects
// anew, since the tests restart the daemon in any order.
func (b *bench) outside(t *testing.T, do func(*binding.Connect) error) {
	t.Helper()
	c, err := binding.NewConnect(b.uri)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close() //nolint:errcheck // what was done is done
	if err := do(c); err != nil {
		t.Fatal(err)
	}
}

// TestConformanceOfQEMU runs real guests.
func TestConformanceOfQEMU(t *testing.T) {
	p := startPrivate(t)
	b := newBench(t, p.layout.URI(), "qemu")
	conformance.Run(t, conformance.Subject{
		Open: b.open, Machine: b.machine, Twin: b.twin, Foreign: b.foreign, Boots: true,
		Crash: func(t *testing.T, _ driver.Driver, uid types.UID) {
			p.kill(t, filepath.Join("qemu", domainxml.Name(uid)+".pid"))
		},
		Restart: p.restart, Hang: p.hang,
	})
}

// TestConformanceOfLibvirtsTestDriver needs no root and boots nothing.
func TestConformanceOfLibvirtsTestDriver(t *testing.T) {
	b := newBench(t, "test:///default", "test")
	conformance.Run(t, conformance.Subject{
		Open: b.open, Machine: b.machine, Twin: b.twin, Foreign: b.foreign,
		Crash: func(t *testing.T, _ driver.Driver, uid types.UID) {
			b.outside(t, func(c *binding.Connect) error {
				dom, err := c.LookupDomainByUUIDString(string(uid))
				if err != nil {
					return err
				}
				return dom.CoreDump(filepath.Join(t.TempDir(), "core"), binding.DUMP_CRASH)
			})
		},
	})
}
