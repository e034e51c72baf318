//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	coordinationv1 "k8s.io/api/coordination/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
)

// output collects what a program says while it runs.
type output struct {
	mu   sync.Mutex
	said bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.said.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.said.String()
}

// twin is a second process of a part, started by mistake.
type twin struct {
	cmd  *exec.Cmd
	said *output
}

// double starts a part once more, with some of its flags changed. It ends with
// the test.
func (w world) double(part string, flags map[string]string) twin {
	w.t.Helper()
	args, environ := w.commandOf(w.pid(part))
	for i, arg := range args {
		name, _, _ := strings.Cut(arg, "=")
		if value, ok := flags[name]; ok {
			args[i] = name + "=" + value
		}
	}
	t := twin{cmd: exec.Command(args[0], args[1:]...), said: &output{}}
	t.cmd.Env = environ
	t.cmd.Stdout, t.cmd.Stderr = t.said, t.said
	if err := t.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { t.end(w.t) })
	return t
}

// end stops the twin, if it has not ended by itself.
func (t twin) end(tb testing.TB) {
	tb.Helper()
	if t.cmd.ProcessState != nil {
		return
	}
	if err := t.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		tb.Error(err)
	}
	_ = t.cmd.Wait() // how it ends is not asked
	if tb.Failed() {
		tb.Logf("the twin said:\n%s", t.said)
	}
}

func (w world) agentTwinsDrill() {
	const part = "ikp-hypervisor-host-a"
	w.cordon("host-b", true)
	defer w.cordon("host-b", false)
	apart := map[string]string{"--listen": "127.0.0.1:0", "--health-probe-bind-address": "0"}

	w.t.Run("a second agent in the same state folder ends and says why", func(t *testing.T) {
		second := world{t: t, dir: w.dir}.double(part, apart)
		_ = second.cmd.Wait() // its exit code is asked next
		if code := second.cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(second.said.String(), "works in it") {
			t.Errorf("the second agent ended with %d:\n%s", code, second.said)
		}
	})
	w.t.Run("an agent that was paused longer than its lease does not act after it", func(t *testing.T) {
		w := world{t: t, dir: w.dir}
		apart["--state-dir"] = filepath.Join(t.TempDir(), "state")
		w.pausedAgentDrill(part, apart)
	})
}

func (w world) pausedAgentDrill(part string, apart map[string]string) {
	w.t.Helper()
	w.create(tiny("keeps").Obj(), tiny("stops").Obj(), tiny("sleeps").Strategy(compute.RunHalted).Obj())
	kept, stopped := w.awaitVM("keeps", "ready", ready), w.awaitVM("stops", "ready", ready)
	slept := w.awaitVM("sleeps", "halted", because(compute.ReasonHalted))
	seen := w.follow("host-a")
	pid, holder, emulator := w.pid(part), w.holder("host-a"), w.emulators()[domainName(kept.UID)]

	second := w.double(part, apart)
	w.await("the second agent to wait for the lease", func(context.Context, client.Client) (bool, error) {
		return strings.Contains(second.said.String(), "acquire leader lease"), nil
	})
	w.send(pid, syscall.SIGSTOP)
	w.await("the second agent to take over", func(context.Context, client.Client) (bool, error) {
		now := w.holder("host-a")
		return now != "" && now != holder, nil
	})
	w.setStrategy("stops", compute.RunHalted)
	w.awaitVM("stops", "halted by the second agent", because(compute.ReasonHalted))
	w.setStrategy("sleeps", compute.RunAlways)
	w.awaitVM("sleeps", "refused by an agent that has not its disks", because(compute.ReasonHostRejected))

	w.send(pid, syscall.SIGCONT)
	w.await("the paused agent to end", func(context.Context, client.Client) (bool, error) { return w.pid(part) == 0, nil })
	second.end(w.t)
	w.up()
	w.awaitVM("sleeps", "started by the agent that has its disks", ready)
	if now := w.awaitVM("keeps", "ready", ready); !now.Status.StartedAt.Equal(kept.Status.StartedAt) || w.emulators()[domainName(kept.UID)] != emulator {
		w.t.Errorf("a machine that nobody touched runs since %s and not %s, as process %d and not %d",
			now.Status.StartedAt, kept.Status.StartedAt, w.emulators()[domainName(kept.UID)], emulator)
	}
	w.awaitVM("stops", "halted", because(compute.ReasonHalted))
	for vm, want := range map[*compute.VirtualMachine]int{kept: 0, stopped: 0, slept: 1} {
		if got := len(seen.runs(domainName(vm.UID))); got != want {
			w.t.Errorf("machine %s was started %d times, want %d:\n%s", vm.Name, got, want, seen)
		}
	}
}

func (w world) cordon(host string, on bool) {
	w.t.Helper()
	h := &compute.Host{}
	h.Name = host
	patch := client.RawPatch("application/merge-patch+json", fmt.Appendf(nil, `{"spec":{"unschedulable":%t}}`, on))
	if err := w.client().Patch(w.t.Context(), h, patch); err != nil {
		w.t.Fatal(err)
	}
}

// holder is who holds a host's lease.
func (w world) holder(host string) string {
	w.t.Helper()
	lease := &coordinationv1.Lease{}
	if err := w.client().Get(w.t.Context(), client.ObjectKey{Namespace: compute.HostNamespace(host), Name: host}, lease); err != nil {
		w.t.Fatal(err)
	}
	if lease.Spec.HolderIdentity == nil {
		return ""
	}
	return *lease.Spec.HolderIdentity
}

func (w world) controllerTwinsDrill() {
	const hard, asked = 12, 20
	w.setQuota(hard)
	defer w.setQuota(plenty)
	seen := []*events{w.follow("host-a"), w.follow("host-b")}
	for _, part := range []string{"ikp-controllers", "ikp-operators"} {
		w.double(part, map[string]string{"--health-probe-bind-address": "0"})
	}
	var all sync.WaitGroup
	c := w.client()
	for i := range asked {
		all.Go(func() {
			err := c.Create(w.t.Context(), tiny(fmt.Sprintf("rush-%d", i)).Obj())
			if err != nil && !apierrors.IsForbidden(err) {
				w.t.Errorf("creating machine %d: %v", i, err)
			}
		})
	}
	all.Wait()
	running := w.startTimesWithin(hard)
	w.awaitUsed(finance.Amount{VCPU: hard, MemoryMiB: 32 * hard, DiskGiB: hard, Machines: hard})
	for name := range running {
		domain, starts := domainName(w.get(name).UID), 0
		for _, host := range seen {
			starts += len(host.runs(domain))
		}
		if starts != 1 {
			w.t.Errorf("machine %s was started %d times, want once", name, starts)
		}
	}
	if d := w.domains(); len(d["host-a"])+len(d["host-b"]) != hard {
		w.t.Errorf("domains %v, want %d", d, hard)
	}
}

// startTimesWithin is startTimes of as many machines as the quota allows, which
// must never be overshot on the way.
func (w world) startTimesWithin(hard int64) map[string]time.Time {
	w.t.Helper()
	running := map[string]time.Time{}
	w.await("as many machines to run as the quota allows", func(ctx context.Context, c client.Client) (bool, error) {
		q := &finance.Quota{}
		if err := c.Get(ctx, client.ObjectKeyFromObject(named(q, "all")), q); err != nil {
			return false, err
		}
		if q.Status.Used.VCPU > hard {
			w.t.Errorf("%d vCPU are used, the quota is %d", q.Status.Used.VCPU, hard)
		}
		all, err := w.list(ctx, c)
		clear(running)
		for _, vm := range all {
			if ready(&vm) && vm.Status.StartedAt != nil {
				running[vm.Name] = vm.Status.StartedAt.Time
			}
		}
		return int64(len(running)) == hard, err
	})
	return running
}

// plenty is the quota of the world in vCPU and machines.
const plenty = 40

func (w world) setQuota(vcpu int64) {
	w.t.Helper()
	q := &finance.Quota{}
	patch := client.RawPatch("application/merge-patch+json", fmt.Appendf(nil, `{"spec":{"hard":{"vcpu":%d}}}`, vcpu))
	if err := w.client().Patch(w.t.Context(), named(q, "all"), patch); err != nil {
		w.t.Fatal(err)
	}
	w.await("the ledger to know the quota", func(ctx context.Context, c client.Client) (bool, error) {
		err := c.Get(ctx, client.ObjectKeyFromObject(q), q)
		for _, k := range q.Status.Conditions {
			if k.Type == "Ready" {
				return k.Status == "True" && k.ObservedGeneration == q.Generation, err
			}
		}
		return false, err
	})
}
