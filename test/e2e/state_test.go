//go:build e2e

package e2e

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
)

// TestState holds the drills on what befalls the places where state is kept:
// etcd and the ledger. Each drill leaves no machine behind.
func TestState(t *testing.T) {
	w := newWorld(t)
	for _, d := range []struct {
		name  string
		drill func(world)
	}{
		{"etcd and kube-apiserver hang and die, and machines run on", world.apiOutageDrill},
		{"the ledger is locked and gone, and machines run on", world.ledgerOutageDrill},
		{"a ledger from an older backup gets back what it lost", world.ledgerRestoreDrill},
		{"an etcd from an older backup starts no second copy", world.etcdRestoreDrill},
	} {
		t.Run(d.name, func(t *testing.T) {
			drilled := world{t: t, dir: w.dir}
			defer drilled.clear()
			d.drill(drilled)
		})
	}
}

// run creates a machine and waits until it runs.
func (w world) run(name string) *compute.VirtualMachine {
	w.t.Helper()
	w.create(tiny(name).Obj())
	return w.awaitVM(name, "ready", ready)
}

// wantUntouched checks that a machine's emulator is the one of before.
func (w world) wantUntouched(vm *compute.VirtualMachine, before map[string]int) {
	w.t.Helper()
	name := domainName(vm.UID)
	if now := w.emulators()[name]; now == 0 || now != before[name] {
		w.t.Errorf("machine %s ran as process %d and runs as %d", vm.Name, before[name], now)
	}
}

// stop ends parts by a signal and waits until they are gone.
func (w world) stop(sig syscall.Signal, parts ...string) {
	w.t.Helper()
	for _, part := range parts {
		pid := w.pid(part)
		w.send(pid, sig)
		w.awaitGone(part, pid)
	}
}

func (w world) awaitGone(part string, pid int) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), settle)
	defer cancel()
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		// A zombie has no command line any more.
		if line, _ := os.ReadFile(filepath.Join("/proc", itoa(pid), "cmdline")); len(line) == 0 {
			return
		}
		select {
		case <-ctx.Done():
			w.t.Fatalf("%s goes on", part)
		case <-tick.C:
		}
	}
}

// copyFolder copies what is on disk while nobody writes it.
func (w world) copyFolder(from, to string) {
	w.t.Helper()
	if err := os.RemoveAll(to); err != nil {
		w.t.Fatal(err)
	}
	if out, err := exec.CommandContext(w.t.Context(), "cp", "-a", from, to).CombinedOutput(); err != nil {
		w.t.Fatalf("copying %s: %v: %s", from, err, out)
	}
}

func (w world) apiOutageDrill() {
	before := w.run("steady")
	running := w.emulators()
	for _, part := range []string{"etcd", "kube-apiserver"} {
		pid := w.pid(part)
		w.send(pid, syscall.SIGSTOP)
		w.outlast(20 * time.Second) // leases end meanwhile
		w.send(pid, syscall.SIGCONT)
		w.wantUntouched(before, running)
		w.up()
		w.run("after-hang-of-" + part)
	}
	w.stop(syscall.SIGKILL, "kube-apiserver", "etcd")
	w.outlast(5 * time.Second)
	w.wantUntouched(before, running)
	w.up()
	w.run("after-death")
	w.wantUntouched(before, running)
	w.awaitUsed(sum(4))
}

// outlast lets an outage last.
func (w world) outlast(d time.Duration) {
	w.t.Helper()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-w.t.Context().Done():
		w.t.Fatal("the test ended during an outage")
	}
}

// sum is what a number of tiny machines hold.
func sum(n int64) finance.Amount {
	return finance.Amount{VCPU: n, MemoryMiB: 32 * n, DiskGiB: n, Machines: n}
}

// awaitsLedger: nothing new starts, and the machine says why and since when.
func awaitsLedger(vm *compute.VirtualMachine) bool {
	c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionQuotaReserved)
	return c != nil && c.Reason == compute.ReasonLedgerUnavailable && strings.Contains(c.Message, "has not answered since 20")
}

// wantAccounted compares what hypervisors hold with what is wanted, each once.
func (w world) wantAccounted(want ...*compute.VirtualMachine) {
	w.t.Helper()
	held, all := map[string]int{}, map[string]int{}
	for _, uuids := range w.domains() {
		for _, uuid := range uuids {
			held[uuid]++
		}
	}
	for _, vm := range want {
		all[string(vm.UID)] = 1
	}
	if diff := cmp.Diff(all, held); diff != "" {
		w.t.Errorf("domains (-want +got):\n%s", diff)
	}
}

// awaitTold waits for an event about an object.
func (w world) awaitTold(about client.Object, reason string) {
	w.t.Helper()
	w.await("the event "+reason+" of "+about.GetName(), func(ctx context.Context, c client.Client) (bool, error) {
		return told(ctx, c, about.GetName(), reason)
	})
}
