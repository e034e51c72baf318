//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local"
	"github.com/govtech-kz/ikp/internal/local/process"
	"github.com/govtech-kz/ikp/internal/local/state"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

const (
	agency      = "minfin"
	system      = "esf"
	environment = "dev"
	// settle is how long the platform may take to get where it is asked to be, on
	// two busy cores.
	settle = 2 * time.Minute
	poll   = 250 * time.Millisecond
)

// programs is the folder of the programs under test.
var programs = flag.String("programs", "../../bin", "folder with the programs under test")

// world is one control plane with two libvirt hosts and an agency on it.
type world struct {
	t   *testing.T
	dir string
}

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{t: t, dir: filepath.Join(t.TempDir(), "ikp")}
	t.Cleanup(w.sweep)
	w.up()
	w.copyImages()
	w.populate()
	return w
}

func (w world) open() *local.Cluster {
	w.t.Helper()
	programs, err := filepath.Abs(*programs)
	if err != nil {
		w.t.Fatal(err)
	}
	c, err := local.Open(w.dir, programs, local.Environment{Log: w.t.Output(), Now: time.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w world) up() {
	w.t.Helper()
	if err := w.open().Up(w.t.Context(), local.Options{Name: "e2e", Dir: w.dir, Driver: state.DriverLibvirt, Node: state.NodeOff}); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) marked() []int {
	w.t.Helper()
	left, err := process.Marked("IKP_LOCAL_PART_OF=" + w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	return left
}

// sweep ends what a failed test left behind.
func (w world) sweep() {
	if err := process.Sweep(context.Background(), "IKP_LOCAL_PART_OF="+w.dir, time.Second); err != nil {
		w.t.Log(err)
	}
}

// pid is the process of a part, 0 while it has none.
func (w world) pid(name string) int {
	w.t.Helper()
	parts, err := w.open().Status(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, p := range parts {
		if p.Name == name {
			return p.PID
		}
	}
	w.t.Fatalf("the control plane has no part %q", name)
	return 0
}

func (w world) pids() map[string]int {
	w.t.Helper()
	parts, err := w.open().Status(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	pids := map[string]int{}
	for _, p := range parts {
		if p.Health != local.HealthReady {
			w.t.Errorf("%s is %s: %s", p.Name, p.Health, p.Detail)
		}
		pids[p.Name] = p.PID
	}
	return pids
}

func (w world) client() client.Client {
	w.t.Helper()
	c, err := w.open().Client()
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w world) copyImages() {
	w.t.Helper()
	to := filepath.Join(w.dir, "images")
	if err := os.MkdirAll(to, 0o755); err != nil {
		w.t.Fatal(err)
	}
	content, err := os.ReadFile("../../.deps/guest/ikp-bootsector.raw")
	if err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, "ikp-bootsector.raw"), content, 0o444); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) images() []client.Object {
	w.t.Helper()
	raw, err := os.ReadFile("../../.deps/guest/images.json")
	if err != nil {
		w.t.Fatal(err)
	}
	var list compute.ImageList
	if err := json.Unmarshal(raw, &list); err != nil {
		w.t.Fatal(err)
	}
	var all []client.Object
	for i := range list.Items {
		all = append(all, &list.Items[i])
	}
	return all
}

// populate makes an agency that may run machines in a development environment.
func (w world) populate() {
	w.t.Helper()
	year := int32(time.Now().Year())
	w.create(append(w.images(),
		builders.MachineType("tiny", 1, 32),
		builders.Tariff("now", func(s *finance.TariffSpec) { s.State = finance.TariffPublished }),
		builders.Agency(agency, nil),
	)...)
	w.await("the agency's namespace", func(ctx context.Context, c client.Client) (bool, error) {
		a := &tenancy.Agency{}
		err := c.Get(ctx, client.ObjectKey{Name: agency}, a)
		return apimeta.IsStatusConditionTrue(a.Status.Conditions, tenancy.ConditionReady), err
	})
	w.create(
		builders.System(system, agency, nil),
		builders.Quota("all", agency, finance.Amount{VCPU: plenty, MemoryMiB: 4096, DiskGiB: 100, Machines: plenty}),
		builders.Budget(fmt.Sprintf("y%d", year), agency, year, "100000000.00"),
		builders.Environment(environment, agency, system, tenancy.EnvironmentDev),
	)
	w.await("the environment, quota and budget", func(ctx context.Context, c client.Client) (bool, error) {
		e, q, b := &tenancy.Environment{}, &finance.Quota{}, &finance.Budget{}
		ready := true
		for o, conditions := range map[client.Object]*[]metav1.Condition{
			named(e, environment): &e.Status.Conditions, named(q, "all"): &q.Status.Conditions,
			named(b, fmt.Sprintf("y%d", year)): &b.Status.Conditions,
		} {
			if err := c.Get(ctx, client.ObjectKeyFromObject(o), o); err != nil {
				return false, err
			}
			ready = ready && apimeta.IsStatusConditionTrue(*conditions, "Ready")
		}
		return ready, nil
	})
}

func named(o client.Object, name string) client.Object {
	o.SetNamespace(tenancy.AgencyNamespace(agency))
	o.SetName(name)
	return o
}

func (w world) create(all ...client.Object) {
	w.t.Helper()
	c := w.client()
	for _, o := range all {
		if err := c.Create(w.t.Context(), o); err != nil {
			w.t.Fatalf("creating %T %s: %v", o, o.GetName(), err)
		}
	}
}

// await looks again and again until it is so, and fails the test when it is not
// so in time. An error is one of the faults under test, and another look is taken.
func (w world) await(what string, so func(context.Context, client.Client) (bool, error)) {
	w.t.Helper()
	c := w.client()
	var last error
	err := wait.PollUntilContextTimeout(w.t.Context(), poll, settle, true, func(ctx context.Context) (bool, error) {
		done, err := so(ctx, c)
		last = err
		return done && err == nil, nil
	})
	if err != nil {
		w.t.Fatalf("waited for %s: %v (last error: %v)", what, err, last)
	}
}
