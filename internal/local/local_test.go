package local_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	authenticationv1 "k8s.io/api/authentication/v1"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/internal/local"
	"github.com/govtech-kz/ikp/internal/local/node"
	"github.com/govtech-kz/ikp/internal/local/process"
	"github.com/govtech-kz/ikp/internal/local/state"
)

// plane is one control plane of a test; the program is opened anew for every
// command, as it is in life.
type plane struct {
	t   *testing.T
	dir string
}

func (p plane) open() *local.Cluster {
	p.t.Helper()
	programs, err := filepath.Abs("../../bin")
	if err != nil {
		p.t.Fatal(err)
	}
	c, err := local.Open(p.dir, programs, local.Environment{Log: p.t.Output(), Now: time.Now})
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

func (p plane) up() {
	p.t.Helper()
	o := local.Options{Name: "test", Dir: p.dir, Driver: state.DriverFixture}
	if err := p.open().Up(p.t.Context(), o); err != nil {
		p.t.Fatal(err)
	}
}

// pids of the programs by name; all of them must be ready.
func (p plane) pids() map[string]int {
	p.t.Helper()
	parts, err := p.open().Status(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	pids := map[string]int{}
	for _, s := range parts {
		if s.Health != local.HealthReady {
			p.t.Errorf("%s is %s: %s", s.Name, s.Health, s.Detail)
		}
		pids[s.Name] = s.PID
	}
	return pids
}

func (p plane) hosts() []string {
	p.t.Helper()
	admin, err := p.open().Client()
	if err != nil {
		p.t.Fatal(err)
	}
	list := &compute.HostList{}
	if err := admin.List(p.t.Context(), list); err != nil {
		p.t.Fatal(err)
	}
	var names []string
	for _, h := range list.Items {
		names = append(names, h.Name)
	}
	return names
}

// TestLifeOfAControlPlane needs the programs in bin/: make build.
func TestLifeOfAControlPlane(t *testing.T) {
	p := plane{t: t, dir: filepath.Join(t.TempDir(), "ikp")}
	t.Cleanup(func() {
		if err := process.Sweep(context.Background(), "IKP_LOCAL_PART_OF="+p.dir, time.Second); err != nil {
			t.Log(err)
		}
	})
	p.up()
	first := p.pids()
	if diff := cmp.Diff([]string{"host-a", "host-b"}, p.hosts()); diff != "" {
		t.Errorf("hosts (-want +got):\n%s", diff)
	}

	p.up()
	if diff := cmp.Diff(first, p.pids()); diff != "" {
		t.Errorf("a second up restarted something (-want +got):\n%s", diff)
	}

	for name, pid := range first {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatalf("killing %s: %v", name, err)
		}
	}
	p.up()
	p.pids()
	if diff := cmp.Diff([]string{"host-a", "host-b"}, p.hosts()); diff != "" {
		t.Errorf("hosts after everything was killed (-want +got):\n%s", diff)
	}
	p.checkPersona()

	if err := p.open().Down(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left, err := process.Marked("IKP_LOCAL_PART_OF=" + p.dir); err != nil || len(left) > 0 {
		t.Errorf("down left %v running, %v", left, err)
	}
	p.checkNothingOfTheNode()
	if err := p.open().Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(p.dir); !os.IsNotExist(err) {
		t.Errorf("reset left %s: %v", p.dir, err)
	}
}

// checkNothingOfTheNode looks for what a node has on the machine while it runs.
func (p plane) checkNothingOfTheNode() {
	p.t.Helper()
	tag := node.Layout{Dir: filepath.Join(p.dir, "node")}.Tag()
	for _, pattern := range []string{"/sys/class/net/", "/sys/fs/cgroup/", "/sys/fs/cgroup/*/"} {
		left, err := filepath.Glob(pattern + tag)
		if err != nil || len(left) > 0 {
			p.t.Errorf("down left %v, %v", left, err)
		}
	}
}

// checkPersona asks the API server who the bearer of a minted kubeconfig is.
func (p plane) checkPersona() {
	p.t.Helper()
	raw, err := p.open().Kubeconfig("aigerim", []string{"ikp:agency:minfin:admin"})
	if err != nil {
		p.t.Fatal(err)
	}
	cfg, err := clientcmd.RESTConfigFromKubeConfig(raw)
	if err != nil {
		p.t.Fatal(err)
	}
	c, err := client.New(cfg, client.Options{Scheme: scheme.New()})
	if err != nil {
		p.t.Fatal(err)
	}
	review := &authenticationv1.SelfSubjectReview{}
	if err := c.Create(p.t.Context(), review); err != nil {
		p.t.Fatal(err)
	}
	want := authenticationv1.UserInfo{Username: "aigerim", Groups: []string{"ikp:agency:minfin:admin", "system:authenticated"}}
	got := review.Status.UserInfo
	got.Extra = nil
	if diff := cmp.Diff(want, got); diff != "" {
		p.t.Errorf("the bearer of the kubeconfig (-want +got):\n%s", diff)
	}
}
