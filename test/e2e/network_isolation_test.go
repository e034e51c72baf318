//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local"
	"github.com/govtech-kz/ikp/internal/local/node"
	"github.com/govtech-kz/ikp/internal/local/state"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// upWithNode starts a control plane on which pods run and machines pretend to.
func (w world) upWithNode() {
	w.t.Helper()
	o := local.Options{Name: "network", Dir: w.dir, Driver: state.DriverFixture, Hosts: 1, Node: state.NodeOn}
	if err := w.open().Up(w.t.Context(), o); err != nil {
		w.t.Fatal(err)
	}
}

// walls is the pid of the enforcer of network policies.
func (w world) walls() int {
	w.t.Helper()
	for _, pid := range w.marked() {
		line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		if err == nil && strings.Contains(string(line), "node-walls") {
			return pid
		}
	}
	return 0
}

// nft runs a command of the packet filter in the node's network.
func (w world) nft(beside int, words ...string) error {
	args := append([]string{"--target", fmt.Sprint(beside), "--net", "nft"}, words...)
	if out, err := exec.CommandContext(w.t.Context(), "nsenter", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("nft %v: %w: %s", words, err, out)
	}
	return nil
}

// strike sends a signal to a program of the node.
func (w world) strike(pid int, sig syscall.Signal) {
	w.t.Helper()
	if err := syscall.Kill(pid, sig); err != nil {
		w.t.Fatal(err)
	}
}

// probeAnew changes the policies of the environment, which makes a probe due.
func (w world) probeAnew(name string) {
	w.t.Helper()
	w.create(&networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace()}})
}

func (w world) awaitIsolation(reason string) metav1.Condition {
	w.t.Helper()
	var last metav1.Condition
	w.await("NetworkIsolated "+reason, func(ctx context.Context, c client.Client) (bool, error) {
		e := &tenancy.Environment{}
		if err := c.Get(ctx, client.ObjectKeyFromObject(named(e, environment)), e); err != nil {
			return false, err
		}
		if found := apimeta.FindStatusCondition(e.Status.Conditions, tenancy.ConditionNetworkIsolated); found != nil {
			last = *found
		}
		if last.Reason != reason {
			return false, fmt.Errorf("it says %s: %s", last.Reason, last.Message)
		}
		return true, nil
	})
	return last
}

// ways are all that a probe tries.
var ways = []string{"from another namespace in", "to another namespace", "to the API server", "outside of the cluster"}

func TestNetworkIsolationIsWhatTrafficSays(t *testing.T) {
	w := world{t: t, dir: filepath.Join(t.TempDir(), "ikp")}
	t.Cleanup(w.sweep)
	w.upWithNode()
	w.create(builders.Agency(agency, nil))
	w.await("the agency's namespace", func(ctx context.Context, c client.Client) (bool, error) {
		a := &tenancy.Agency{}
		err := c.Get(ctx, client.ObjectKey{Name: agency}, a)
		return apimeta.IsStatusConditionTrue(a.Status.Conditions, tenancy.ConditionReady), err
	})
	w.create(builders.System(system, agency, nil), builders.Environment(environment, agency, system, tenancy.EnvironmentDev))

	w.mustSayOfAllWays(tenancy.ReasonIsolationProven)

	walls := w.walls()
	w.strike(walls, syscall.SIGSTOP)
	if err := w.nft(walls, "delete", "table", "inet", "ikp"); err != nil {
		t.Fatal(err)
	}
	w.probeAnew("after-the-fall")
	w.mustSayOfAllWays(tenancy.ReasonIsolationBroken)

	w.strike(walls, syscall.SIGCONT)
	w.await("the walls to stand again", func(context.Context, client.Client) (bool, error) {
		err := w.nft(walls, "list", "table", "inet", "ikp")
		return err == nil, err
	})
	w.probeAnew("after-the-repair")
	w.mustSayOfAllWays(tenancy.ReasonIsolationProven)

	w.strike(walls, syscall.SIGKILL)
	w.await("another enforcer", func(context.Context, client.Client) (bool, error) {
		now := w.walls()
		return now != 0 && now != walls, nil
	})
	w.strike(w.pids()["node"], syscall.SIGKILL)
	w.upWithNode()
	w.pids()

	if err := w.open().Down(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.checkNothingLeft()
}

func (w world) mustSayOfAllWays(reason string) {
	w.t.Helper()
	c := w.awaitIsolation(reason)
	for _, way := range ways {
		if !strings.Contains(c.Message, way) {
			w.t.Errorf("%s does not name traffic %s: %s", reason, way, c.Message)
		}
	}
}

// checkNothingLeft looks for what a node has on the machine while it runs.
func (w world) checkNothingLeft() {
	w.t.Helper()
	if left := w.marked(); len(left) > 0 {
		w.t.Errorf("down left processes %v", left)
	}
	tag := node.Layout{Dir: filepath.Join(w.dir, "node")}.Tag()
	for _, pattern := range []string{"/sys/class/net/", "/sys/fs/cgroup/", "/sys/fs/cgroup/*/"} {
		if left, err := filepath.Glob(pattern + tag); err != nil || len(left) > 0 {
			w.t.Errorf("down left %v, %v", left, err)
		}
	}
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		w.t.Fatal(err)
	}
	if strings.Contains(string(mounts), w.dir) {
		w.t.Errorf("down left mounts below %s", w.dir)
	}
}
