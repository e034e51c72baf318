//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

const (
	// hung is how long the daemon does not answer.
	hung = time.Minute
	// soon is how long it may take to see a daemon that hangs, and to see the
	// machines again once it answers: seconds, on two busy cores.
	soon = 30 * time.Second
)

func (w world) daemonDrill() {
	const count = 4
	for i := range count {
		w.create(tiny(fmt.Sprintf("steady-%d", i)).Obj())
	}
	started := w.startTimes(count)
	emulators := w.emulators()
	const host = "host-a"
	for _, d := range []struct {
		name string
		fail func(world)
	}{
		{"it is restarted", func(w world) { w.send(w.daemon(host), syscall.SIGTERM) }},
		{"it is killed", func(w world) { w.send(w.daemon(host), syscall.SIGKILL) }},
		{"it hangs for a minute", func(w world) { w.hang(host, syscall.SIGCONT) }},
		{"it hangs and is killed", func(w world) { w.hang(host, syscall.SIGKILL) }},
	} {
		w.t.Run(d.name, func(t *testing.T) {
			w := world{t: t, dir: w.dir}
			agent := w.pid("ikp-hypervisor-" + host)
			before, files := w.daemon(host), descriptors(agent)
			d.fail(w)
			failed := time.Now()
			w.await("the daemon", func(context.Context, client.Client) (bool, error) { return w.daemon(host) != 0, nil })
			w.awaitHost(host, compute.ReasonReporting)
			if diff := cmp.Diff(started, w.startTimes(count)); diff != "" {
				t.Errorf("start times (-before +after):\n%s", diff)
			}
			if took := time.Since(failed); took > soon {
				t.Errorf("the machines were seen again after %s, want at most %s", took, soon)
			}
			if diff := cmp.Diff(emulators, w.emulators()); diff != "" {
				t.Errorf("QEMU processes (-before +after):\n%s", diff)
			}
			if now := w.pid("ikp-hypervisor-" + host); now != agent {
				t.Errorf("the agent was process %d and is %d", agent, now)
			}
			w.await("the agent to hold as many files as before", func(context.Context, client.Client) (bool, error) {
				return descriptors(agent) <= files+1, nil
			})
			t.Logf("daemon %d became %d; all was seen again %s after it failed", before, w.daemon(host), time.Since(failed).Round(time.Millisecond))
		})
	}
}

// startTimes waits until so many machines are ready, and says since when they run.
func (w world) startTimes(count int) map[string]metav1.Time {
	w.t.Helper()
	var started map[string]metav1.Time
	w.await("all machines to be ready", func(ctx context.Context, c client.Client) (bool, error) {
		started = map[string]metav1.Time{}
		all, err := w.list(ctx, c)
		for _, vm := range all {
			if ready(&vm) && vm.Status.StartedAt != nil {
				started[vm.Name] = *vm.Status.StartedAt
			}
		}
		return len(started) == count, err
	})
	return started
}

// hang stops the daemon, checks what is said of it, and ends that by a signal.
func (w world) hang(host string, end syscall.Signal) {
	daemon, began := w.daemon(host), time.Now()
	w.send(daemon, syscall.SIGSTOP)
	_, said := w.awaitHost(host, compute.ReasonHostUnreachable)
	if took := time.Since(began); took > soon {
		w.t.Errorf("a daemon that hangs was noticed after %s, want at most %s", took, soon)
	}
	if !strings.Contains(said.Message, "does not answer") || said.LastTransitionTime.Time.Before(began.Add(-time.Second)) {
		w.t.Errorf("the host says %q since %s, want that the hypervisor does not answer since %s", said.Message, said.LastTransitionTime, began)
	}
	w.await("its machines to be of unknown state", func(ctx context.Context, c client.Client) (bool, error) {
		all, err := w.list(ctx, c)
		for _, vm := range all {
			if vm.Spec.Host == host && vm.Status.PowerState != compute.PowerUnknown {
				return false, err
			}
		}
		return true, err
	})
	if end == syscall.SIGCONT {
		w.await("a minute to pass", func(context.Context, client.Client) (bool, error) { return time.Since(began) >= hung, nil })
	}
	w.send(daemon, end)
}

// descriptors is how many files and sockets a process holds.
func descriptors(pid int) int {
	all, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	return len(all)
}
