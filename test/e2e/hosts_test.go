//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// TestHosts holds the drills on what befalls hosts and those who work on them, in
// one world. Each drill leaves no machine behind.
func TestHosts(t *testing.T) {
	w := newWorld(t)
	for _, d := range []struct {
		name  string
		drill func(world)
	}{
		{"the daemon of a host fails and no machine is touched", world.daemonDrill},
		{"what happens to a domain behind our back is seen and mended as its strategy says", world.strategyDrill},
		{"domains that are not ours and claims that clash are left alone and reported", world.claimsDrill},
		{"two agents of one host do not act at once", world.agentTwinsDrill},
		{"two of each controller do not overshoot", world.controllerTwinsDrill},
		{"thirty machines come and go while our programs are killed", world.killsDrill},
	} {
		t.Run(d.name, func(t *testing.T) {
			drilled := world{t: t, dir: w.dir}
			// What a drill breaks off with must not spoil the next.
			defer drilled.clear()
			d.drill(drilled)
		})
	}
}

// clear deletes every machine, and every domain that a drill added, and waits until nothing is left of them.
func (w world) clear() {
	w.t.Helper()
	w.removeStrangers()
	if err := w.client().DeleteAllOf(w.t.Context(), &compute.VirtualMachine{}, client.InNamespace(namespace())); err != nil {
		w.t.Fatal(err)
	}
	w.await("no machine", func(ctx context.Context, c client.Client) (bool, error) {
		all, err := w.list(ctx, c)
		return len(all) == 0, err
	})
}

// removeStrangers takes away the domains that are not the platform's.
func (w world) removeStrangers() {
	w.t.Helper()
	running := w.emulators()
	for _, host := range w.hosts() {
		for _, name := range strings.Fields(w.virsh(host, "list", "--all", "--name")) {
			if strings.HasPrefix(name, "ikp-") {
				continue
			}
			if running[name] != 0 {
				w.virsh(host, "destroy", name)
			}
			w.virsh(host, "undefine", name)
		}
	}
}

// tiny is a machine of the smallest guest.
func tiny(name string) *builders.VMBuilder {
	return builders.VM(name, namespace()).OfType("tiny").From("ikp-bootsector")
}

func (w world) get(name string) *compute.VirtualMachine {
	w.t.Helper()
	vm := &compute.VirtualMachine{}
	if err := w.client().Get(w.t.Context(), client.ObjectKey{Namespace: namespace(), Name: name}, vm); err != nil {
		w.t.Fatal(err)
	}
	return vm
}

// awaitVM waits until a machine is so, and returns it.
func (w world) awaitVM(name, what string, so func(*compute.VirtualMachine) bool) *compute.VirtualMachine {
	w.t.Helper()
	vm := &compute.VirtualMachine{}
	w.await("machine "+name+" to be "+what, func(ctx context.Context, c client.Client) (bool, error) {
		err := c.Get(ctx, client.ObjectKey{Namespace: namespace(), Name: name}, vm)
		return err == nil && so(vm), err
	})
	return vm
}

func (w world) setStrategy(name string, s compute.RunStrategy) {
	w.t.Helper()
	vm := w.get(name)
	before := vm.DeepCopy()
	vm.Spec.RunStrategy = s
	if err := w.client().Patch(w.t.Context(), vm, client.MergeFrom(before)); err != nil {
		w.t.Fatal(err)
	}
}

func ready(vm *compute.VirtualMachine) bool {
	return apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionReady)
}

// because reports whether a machine is not ready for a reason.
func because(reason string) func(*compute.VirtualMachine) bool {
	return func(vm *compute.VirtualMachine) bool {
		c := apimeta.FindStatusCondition(vm.Status.Conditions, compute.ConditionReady)
		return c != nil && c.Status != metav1.ConditionTrue && c.Reason == reason
	}
}

// awaitHost waits until a host's Ready has a reason.
func (w world) awaitHost(name, reason string) (*compute.Host, *metav1.Condition) {
	w.t.Helper()
	h := &compute.Host{}
	var is *metav1.Condition
	w.await("host "+name+" to be "+reason, func(ctx context.Context, c client.Client) (bool, error) {
		err := c.Get(ctx, client.ObjectKey{Name: name}, h)
		is = apimeta.FindStatusCondition(h.Status.Conditions, compute.ConditionReady)
		return is != nil && is.Reason == reason, err
	})
	return h, is
}

func uri(w world, host string) string {
	return "qemu+unix:///system?socket=" + filepath.Join(w.dir, "hosts", host, "run", "libvirt-sock")
}

// virsh asks or does something behind the platform's back.
func (w world) virsh(host string, args ...string) string {
	w.t.Helper()
	out, err := exec.CommandContext(w.t.Context(), "virsh", append([]string{"--quiet", "-c", uri(w, host)}, args...)...).CombinedOutput()
	if err != nil {
		w.t.Fatalf("virsh %s on %s: %v: %s", strings.Join(args, " "), host, err, out)
	}
	return strings.TrimSpace(string(out))
}

func domainName(uid types.UID) string { return "ikp-" + string(uid) }

func (w world) hosts() []string { return []string{"host-a", "host-b"} }

// daemon is the pid of a host's libvirtd, 0 while there is none.
func (w world) daemon(host string) int {
	for _, pid := range children(w.pid("libvirtd-" + host)) {
		if name, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid)); string(name) == "libvirtd\n" {
			return pid
		}
	}
	return 0
}

// emulators are the pids of the QEMUs of all hosts by the names of their domains.
func (w world) emulators() map[string]int {
	w.t.Helper()
	out := map[string]int{}
	for _, host := range w.hosts() {
		for _, pid := range children(w.pid("libvirtd-" + host)) {
			line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
			if _, rest, ok := strings.Cut(string(line), "guest="); ok {
				name, _, _ := strings.Cut(rest, ",")
				out[name] = pid
			}
		}
	}
	return out
}

// children of a process; a thread that has ended meanwhile has none.
func children(pid int) []int {
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	var out []int
	for _, list := range lists {
		raw, _ := os.ReadFile(list)
		for _, field := range strings.Fields(string(raw)) {
			if child, err := strconv.Atoi(field); err == nil {
				out = append(out, child)
			}
		}
	}
	slices.Sort(out)
	return out
}

// commandOf is the command line and the environment that a process was started with.
func (w world) commandOf(pid int) (command, environ []string) {
	w.t.Helper()
	for name, to := range map[string]*[]string{"cmdline": &command, "environ": &environ} {
		raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, name))
		if err != nil || len(raw) == 0 {
			w.t.Fatalf("reading how process %d was started: %v", pid, err)
		}
		*to = strings.Split(strings.TrimSuffix(string(raw), "\x00"), "\x00")
	}
	return command, environ
}

func (w world) send(pid int, s syscall.Signal) {
	w.t.Helper()
	if pid == 0 {
		w.t.Fatalf("no process to send %s to", s)
	}
	if err := syscall.Kill(pid, s); err != nil {
		w.t.Fatalf("sending %s to process %d: %v", s, pid, err)
	}
}
