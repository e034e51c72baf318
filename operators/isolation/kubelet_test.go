package isolation_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/isolation/trial"
)

// glance is the pause between two looks of the actor at the pods.
const glance = 50 * time.Millisecond

// kubelet plays the node: it says that listeners run, and of clients what the
// network of the test lets through.
type kubelet struct {
	t *testing.T
	c client.Client

	mu sync.Mutex
	// passes tells of each namespace which targets its client reaches.
	passes func(inside bool, target string) bool
	// silent pods are never started.
	silent bool
	// seen are the pods that have run, by UID.
	seen map[string]corev1.Pod
}

// closed is a network in which every wall stands.
func closed(inside bool, target string) bool {
	return target == "within" || !inside && target != "foreign"
}

func startKubelet(t *testing.T, cp *controlplane.ControlPlane) *kubelet {
	t.Helper()
	k := &kubelet{t: t, c: cp.Client, passes: closed, seen: map[string]corev1.Pod{}}
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(glance)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				k.look(ctx)
			}
		}
	})
	t.Cleanup(func() { cancel(); wg.Wait() })
	return k
}

// let changes what the network lets through.
func (k *kubelet) let(passes func(inside bool, target string) bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.passes = passes
}

// hang stops or resumes starting pods.
func (k *kubelet) hang(silent bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.silent = silent
}

func (k *kubelet) pods() []corev1.Pod {
	k.mu.Lock()
	defer k.mu.Unlock()
	var all []corev1.Pod
	for _, p := range k.seen {
		all = append(all, p)
	}
	return all
}

func (k *kubelet) look(ctx context.Context) {
	var list corev1.PodList
	if err := k.c.List(ctx, &list); err != nil {
		return // the test is over, or the next look finds them
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for i := range list.Items {
		p := &list.Items[i]
		switch {
		case p.DeletionTimestamp != nil:
			k.c.Delete(ctx, p, client.GracePeriodSeconds(0)) //nolint:errcheck // the next look does it
		case p.Status.Phase == corev1.PodPending && !k.silent:
			k.seen[string(p.UID)] = *p.DeepCopy()
			k.run(ctx, p, len(k.seen))
		}
	}
}

func (k *kubelet) run(ctx context.Context, p *corev1.Pod, n int) {
	before := p.DeepCopy()
	args := p.Spec.Containers[0].Args
	if args[0] == "listen" {
		p.Status.Phase, p.Status.PodIP = corev1.PodRunning, fmt.Sprintf("10.244.1.%d", n)
	} else {
		p.Status.Phase = corev1.PodSucceeded
		p.Status.ContainerStatuses = []corev1.ContainerStatus{{Name: "probe", State: corev1.ContainerState{
			Terminated: &corev1.ContainerStateTerminated{Message: k.report(p.Namespace != "ikp-isolation", args[1:])},
		}}}
	}
	k.c.Status().Patch(ctx, p, client.MergeFrom(before)) //nolint:errcheck // the next look does it
}

func (k *kubelet) report(inside bool, targets []string) string {
	var outcomes []trial.Outcome
	for _, target := range targets {
		name, _, _ := strings.Cut(target, "=")
		outcomes = append(outcomes, trial.Outcome{Name: name, Reached: k.passes(inside, name)})
	}
	raw, err := json.Marshal(outcomes)
	if err != nil {
		k.t.Error(err)
	}
	return string(raw)
}

// newNode makes a node that takes pods or does not.
func newNode(t *testing.T, c client.Client, name string, ready corev1.ConditionStatus) *corev1.Node {
	t.Helper()
	n := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if err := c.Create(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Delete(context.Background(), n); err != nil {
			t.Error(err)
		}
	})
	setReady(t, c, n, ready)
	return n
}

func setReady(t *testing.T, c client.Client, n *corev1.Node, ready corev1.ConditionStatus) {
	t.Helper()
	before := n.DeepCopy()
	n.Status.Conditions = []corev1.NodeCondition{{Type: corev1.NodeReady, Status: ready}}
	if err := c.Status().Patch(t.Context(), n, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
}
