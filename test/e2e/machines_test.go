//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

const machines = 6

func namespace() string { return tenancy.WorkloadNamespace(agency, environment) }

func (w world) list(ctx context.Context, c client.Client) ([]compute.VirtualMachine, error) {
	l := &compute.VirtualMachineList{}
	err := c.List(ctx, l, client.InNamespace(namespace()))
	return l.Items, err
}

// awaitAllReady waits until every machine says so, and returns since when each runs.
func (w world) awaitAllReady() map[string]metav1.Time {
	w.t.Helper()
	started := map[string]metav1.Time{}
	w.await("all machines to be ready", func(ctx context.Context, c client.Client) (bool, error) {
		all, err := w.list(ctx, c)
		ready := 0
		for _, vm := range all {
			if apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionReady) && vm.Status.StartedAt != nil {
				started[vm.Name] = *vm.Status.StartedAt
				ready++
			}
		}
		return ready == machines, err
	})
	return started
}

// domains asks each hypervisor itself what it holds, by host.
func (w world) domains() map[string][]string {
	w.t.Helper()
	out := map[string][]string{}
	for _, host := range w.hosts() {
		socket := filepath.Join(w.dir, "hosts", host, "run", "libvirt-sock")
		if _, err := os.Stat(socket); err != nil {
			w.t.Fatal(err)
		}
		raw, err := exec.CommandContext(w.t.Context(), "virsh", "-c", "qemu+unix:///system?socket="+socket,
			"list", "--all", "--uuid").Output()
		if err != nil {
			w.t.Fatalf("listing the domains of %s: %v", host, err)
		}
		for _, f := range bytes.Fields(raw) {
			out[host] = append(out[host], string(f))
		}
	}
	return out
}

func TestMachinesOutliveEveryPartOfThePlatform(t *testing.T) {
	w := newWorld(t)
	for i := range machines {
		w.create(builders.VM(fmt.Sprintf("m%d", i), namespace()).OfType("tiny").From("ikp-bootsector").Obj())
	}
	started := w.awaitAllReady()

	for name := range w.pids() {
		if strings.HasPrefix(name, "libvirtd-") {
			continue // kill -9 of a host's init is a power failure; it has a drill of its own
		}
		t.Run("kill -9 of "+name+" touches no machine", func(t *testing.T) {
			w := world{t: t, dir: w.dir}
			if err := syscall.Kill(w.pids()[name], syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
			w.up()
			if diff := cmp.Diff(started, w.awaitAllReady()); diff != "" {
				t.Errorf("start times (-before +after):\n%s", diff)
			}
		})
	}
	t.Run("a power failure of a host starts its machines again", func(t *testing.T) {
		w := world{t: t, dir: w.dir}
		if err := syscall.Kill(w.pids()["libvirtd-host-a"], syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		w.up()
		w.awaitAllReady()
	})
	t.Run("exactly the wanted domains exist and quota used is their sum", func(t *testing.T) {
		w := world{t: t, dir: w.dir}
		if d := w.domains(); len(d["host-a"])+len(d["host-b"]) != machines {
			t.Errorf("domains %v, want %d", d, machines)
		}
		w.awaitUsed(finance.Amount{VCPU: machines, MemoryMiB: 32 * machines, DiskGiB: machines, Machines: machines})
	})
	t.Run("deleted machines are gone from hypervisors, quota and API", func(t *testing.T) {
		w := world{t: t, dir: w.dir}
		if err := w.client().DeleteAllOf(t.Context(), &compute.VirtualMachine{}, client.InNamespace(namespace())); err != nil {
			t.Fatal(err)
		}
		w.await("no machine", func(ctx context.Context, c client.Client) (bool, error) {
			all, err := w.list(ctx, c)
			return len(all) == 0, err
		})
		if diff := cmp.Diff(map[string][]string{}, w.domains()); diff != "" {
			t.Errorf("domains (-want +got):\n%s", diff)
		}
		w.awaitUsed(finance.Amount{})
	})
	t.Run("down leaves nothing running", func(t *testing.T) {
		w := world{t: t, dir: w.dir}
		if err := w.open().Down(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left := w.marked(); len(left) > 0 {
			t.Errorf("down left %v running", left)
		}
	})
}

func (w world) awaitUsed(want finance.Amount) {
	w.t.Helper()
	var diff string
	w.await("quota used to be the sum", func(ctx context.Context, c client.Client) (bool, error) {
		q := &finance.Quota{}
		err := c.Get(ctx, client.ObjectKeyFromObject(named(q, "all")), q)
		diff = cmp.Diff(want, q.Status.Used)
		return diff == "", err
	})
}
