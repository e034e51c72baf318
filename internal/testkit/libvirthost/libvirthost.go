package libvirthost

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/util/uuid"

	"github.com/govtech-kz/ikp/internal/local/host"
	"github.com/govtech-kz/ikp/internal/local/process"
)

// initVariable, when set, makes the test program process 1 of the host that lies
// in the folder it names.
const initVariable = "IKP_TEST_HOST_DIR"

// emulateVariable, when set, keeps KVM from the host.
const emulateVariable = "IKP_TEST_HOST_EMULATE"

// kvmWorks is tried once in a test program.
var kvmWorks = sync.OnceValues(func() (bool, error) { return host.KVMWorks(context.Background()) })

// grace is how long a host may take to stop its guests and itself.
const grace = 30 * time.Second

// Main runs the tests of a package, or is process 1 of a host.
func Main(m interface{ Run() int }) int {
	dir := os.Getenv(initVariable)
	if dir == "" {
		return m.Run()
	}
	if err := host.Init(layout(dir, os.Getenv(emulateVariable) != ""), os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// Host is a running host.
type Host struct {
	// URI is how libvirt's clients reach it.
	URI string
	// Dir is a folder that host and test see under the same path.
	Dir string

	t      testing.TB
	layout host.Layout
	table  process.Table
}

// New starts a host that ends with the test.
func New(t testing.TB) *Host {
	t.Helper()
	// The folders that testing makes have long names, and a socket has to fit.
	dir, err := os.MkdirTemp("", "ikp-host-") //nolint:usetesting // see above
	if err != nil {
		t.Fatal(err)
	}
	works, err := kvmWorks()
	if err != nil {
		t.Fatal(err)
	}
	l := layout(dir, !works)
	h := &Host{URI: l.URI(), Dir: dir, t: t, layout: l, table: process.Table{Dir: filepath.Join(dir, "process")}}
	if err := l.Prepare(string(uuid.NewUUID())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.remove)
	h.PowerOn()
	return h
}

func layout(dir string, emulate bool) host.Layout {
	return host.Layout{Name: filepath.Base(dir), Dir: dir, Cache: filepath.Join(dir, "cache"), Emulate: emulate}
}

func (h *Host) remove() {
	// The test's own context is over by now.
	if err := h.table.Stop(context.Background(), h.layout.Name, grace); err != nil {
		h.t.Errorf("stopping host %q: %v", h.layout.Name, err)
	}
	if err := os.RemoveAll(h.Dir); err != nil {
		h.t.Errorf("deleting host %q: %v", h.layout.Name, err)
	}
}
