package server_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local/pki"
	"github.com/govtech-kz/ikp/internal/local/state"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// apiserver is ikp-apiserver as a process of its own.
type apiserver struct {
	certificates              pki.Store
	agents                    *pki.Authority
	port, webhookPort, health int
	flags                     []string
	cmd                       *exec.Cmd
}

// newAPIServer issues the certificates and chooses the ports.
func newAPIServer(t *testing.T, cp *controlplane.ControlPlane, dsn string) *apiserver {
	t.Helper()
	a := &apiserver{certificates: pki.Store{Dir: t.TempDir(), Now: time.Now}}
	serving := a.authority(t, "serving")
	a.agents = a.authority(t, "agents")
	a.issue(t, serving, pki.Subject{Name: "server", Hosts: []string{"ikp-apiserver.ikp-system.svc", "127.0.0.1"}})
	a.issue(t, a.agents, pki.Subject{Name: compute.UserAPIServer})
	if err := a.certificates.EvidenceKey("evidence"); err != nil {
		t.Fatal(err)
	}
	a.choosePorts(t)
	a.flags = []string{
		"--kubeconfig=" + cp.Kubeconfig(t, compute.UserAPIServer),
		"--ledger=" + dsn,
		"--bind-address=127.0.0.1",
		"--secure-port=" + strconv.Itoa(a.port),
		"--webhook-port=" + strconv.Itoa(a.webhookPort),
		"--health-probe-bind-address=127.0.0.1:" + strconv.Itoa(a.health),
		"--tls-cert-file=" + a.certificates.CertFile("server"),
		"--tls-private-key-file=" + a.certificates.KeyFile("server"),
		"--agent-ca-file=" + a.certificates.CertFile("agents"),
		"--agent-client-cert-file=" + a.certificates.CertFile(compute.UserAPIServer),
		"--agent-client-key-file=" + a.certificates.KeyFile(compute.UserAPIServer),
		"--evidence-key-file=" + a.certificates.KeyFile("evidence"),
	}
	return a
}

// choosePorts takes ports that nobody is lent while the process is down.
func (a *apiserver) choosePorts(t *testing.T) {
	t.Helper()
	var s state.State
	if err := s.ChoosePorts(t.TempDir(), "api", "webhook", "health"); err != nil {
		t.Fatal(err)
	}
	a.port, a.webhookPort, a.health = s.Ports["api"], s.Ports["webhook"], s.Ports["health"]
}

func (a *apiserver) authority(t *testing.T, name string) *pki.Authority {
	t.Helper()
	ca, err := a.certificates.Authority(name)
	if err != nil {
		t.Fatal(err)
	}
	return ca
}

func (a *apiserver) issue(t *testing.T, ca *pki.Authority, s pki.Subject) {
	t.Helper()
	if _, err := a.certificates.Issue(s.Name, ca, s); err != nil {
		t.Fatal(err)
	}
}

// start runs the process until the test ends.
func (a *apiserver) start(t *testing.T) {
	t.Helper()
	a.cmd = exec.Command(os.Args[0], a.flags...)
	a.cmd.Env = append(os.Environ(), serveVariable+"=1")
	a.cmd.Stderr = logFile(t)
	if err := a.cmd.Start(); err != nil {
		t.Fatalf("starting ikp-apiserver: %v", err)
	}
}

// kill is what a power failure does.
func (a *apiserver) kill(t *testing.T) {
	t.Helper()
	if err := a.cmd.Process.Kill(); err != nil {
		t.Fatalf("killing ikp-apiserver: %v", err)
	}
	var exit *exec.ExitError
	if err := a.cmd.Wait(); !errors.As(err, &exit) {
		t.Fatalf("ikp-apiserver ended with %v", err)
	}
}

// stop asks the process to end and demands that it does so without an error.
func (a *apiserver) stop(t *testing.T) {
	t.Helper()
	if err := a.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatalf("stopping ikp-apiserver: %v", err)
	}
	if err := a.cmd.Wait(); err != nil {
		t.Errorf("ikp-apiserver ended with %v", err)
	}
}

func logFile(t *testing.T) *os.File {
	t.Helper()
	path := filepath.Join(t.ArtifactDir(), "ikp-apiserver.log")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = f.Close()
		if log, err := os.ReadFile(path); t.Failed() && err == nil {
			t.Logf("ikp-apiserver said:\n%s", log)
		}
	})
	return f
}
