//go:build libvirt

package libvirt_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/util/uuid"
	"k8s.io/apimachinery/pkg/util/wait"

	"github.com/govtech-kz/ikp/internal/local/host"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// hostPatience is how long the private host may take to answer.
const hostPatience = 2 * time.Minute

// private is a libvirtd of the test's own, in namespaces of its own.
type private struct {
	layout host.Layout
	// init is process 1 of the host, as the test sees it.
	init string
}

func layout(dir string) host.Layout {
	return host.Layout{Name: "h1", Dir: filepath.Join(dir, "host"), Cache: filepath.Join(dir, "cache")}
}

// startPrivate starts a host that ends with the test.
func startPrivate(t *testing.T) *private {
	t.Helper()
	if os.Getuid() != 0 {
		t.Fatal("a private libvirtd needs root: run the tests by sudo")
	}
	dir, err := os.MkdirTemp("", "ikp") //nolint:usetesting // short: a socket's path has 107 characters
	if err != nil {
		t.Fatal(err)
	}
	p := &private{layout: layout(dir)}
	if err := p.layout.Prepare(string(uuid.NewUUID())); err != nil {
		t.Fatal(err)
	}
	stop := p.spawn(t, dir)
	t.Cleanup(func() {
		stop()
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	p.await(t)
	return p
}

// spawn runs this program as process 1 of the host. Its thread waits for it: the
// host dies with the thread, even when the test is killed.
func (p *private) spawn(t *testing.T, dir string) (stop func()) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), hostVariable+"="+dir)
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: host.Namespaces, Pdeathsig: syscall.SIGKILL}
	started, ended := make(chan error, 1), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer close(ended)
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // it is killed in the end
		}
	}()
	if err := <-started; err != nil {
		t.Fatalf("starting a private host: %v", err)
	}
	p.init = strconv.Itoa(cmd.Process.Pid)
	return func() {
		// kill -9 of process 1 is a power failure: its guests end with it.
		if err := cmd.Process.Kill(); err != nil {
			t.Errorf("stopping the private host: %v", err)
		}
		<-ended
		if t.Failed() {
			t.Logf("the private host said:\n%s", said.String())
		}
	}
}

func (p *private) await(t *testing.T) {
	t.Helper()
	err := wait.PollUntilContextTimeout(t.Context(), 50*time.Millisecond, hostPatience, true, func(ctx context.Context) (bool, error) {
		return p.virsh(ctx, "version").Run() == nil, nil
	})
	if err != nil {
		t.Fatalf("the private host does not answer: %v", err)
	}
}

func (p *private) virsh(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "virsh", append([]string{"--quiet", "-c", p.layout.URI()}, args...)...)
}

// kill kills the process whose id libvirtd keeps in a file of its run folder. The
// id is one of the host's own namespace.
func (p *private) kill(t *testing.T, pidFile string) {
	t.Helper()
	p.signal(t, "KILL", pidFile)
}

func (p *private) signal(t *testing.T, name, pidFile string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(p.layout.Dir, "run", pidFile))
	if err != nil {
		t.Fatal(err)
	}
	run(t, exec.CommandContext(t.Context(), "nsenter", "--target", p.init, "--pid", "--mount", "kill", "-"+name, string(bytes.TrimSpace(raw))))
}

// hang stops libvirtd, or lets it go on.
func (p *private) hang(t *testing.T, _ driver.Driver, hung bool) {
	t.Helper()
	p.signal(t, map[bool]string{true: "STOP", false: "CONT"}[hung], "libvirtd.pid")
}

// restart kills libvirtd; process 1 starts it again.
func (p *private) restart(t *testing.T) {
	t.Helper()
	p.kill(t, "libvirtd.pid")
	p.await(t)
}
