package isolation_test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	networkingv1 "k8s.io/api/networking/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

const (
	image   = "ikp.local/probe:test"
	outside = "198.18.0.1:10999"
)

// probed runs the tenant operator and the prober with everything they are given
// in production.
func probed(o *setup.Options) { o.ProbeImage, o.ProbeOutside = image, []string{outside} }

// environment makes an agency with one environment that has its namespace.
func environment(t *testing.T, c client.Client, slug string) *tenancy.Environment {
	t.Helper()
	env := builders.Environment("dev", slug, "tax", tenancy.EnvironmentDev)
	create(t, c, builders.Agency(slug, nil))
	controlplane.Eventually(t, "the agency has its namespace", func() bool {
		return c.Get(t.Context(), client.ObjectKey{Name: env.Namespace}, &corev1.Namespace{}) == nil
	})
	create(t, c, builders.System("tax", slug, nil), env)
	return env
}

func create(t *testing.T, c client.Client, objects ...client.Object) {
	t.Helper()
	for _, o := range objects {
		if err := c.Create(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
}

func await(t *testing.T, c client.Client, env *tenancy.Environment, reason string) metav1.Condition {
	t.Helper()
	var last metav1.Condition
	controlplane.Eventually(t, env.Namespace+" says "+reason, func() bool {
		if err := c.Get(t.Context(), client.ObjectKeyFromObject(env), env); err != nil {
			return false
		}
		if found := apimeta.FindStatusCondition(env.Status.Conditions, tenancy.ConditionNetworkIsolated); found != nil {
			last = *found
		}
		return last.Reason == reason
	})
	return last
}

// awaitNoPods waits until nothing of any probe is left.
func awaitNoPods(t *testing.T, c client.Client) {
	t.Helper()
	controlplane.Eventually(t, "no pod of a probe is left", func() bool {
		var list corev1.PodList
		return c.List(t.Context(), &list) == nil && len(list.Items) == 0
	})
}

// change adds a policy to an environment's namespace, which makes a probe due.
func change(t *testing.T, c client.Client, env *tenancy.Environment, name string) {
	t.Helper()
	create(t, c, &networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: env.Status.Namespace}})
}

func TestIsolationIsProvenByTraffic(t *testing.T) {
	cp := controlplane.New(t)
	k := startKubelet(t, cp)
	setuptest.RunWith(t, cp, clock.RealClock{}, probed, "tenant", "isolation")
	env := environment(t, cp.Client, "minfin")

	t.Run("nothing is known while no node runs pods", func(t *testing.T) {
		if c := await(t, cp.Client, env, tenancy.ReasonNoNode); c.Status != metav1.ConditionUnknown {
			t.Errorf("status %s, want Unknown", c.Status)
		}
	})
	node := newNode(t, cp.Client, "local", corev1.ConditionFalse)
	setReady(t, cp.Client, node, corev1.ConditionTrue)
	t.Run("a node that becomes ready makes the probe run, and closed walls are proven", func(t *testing.T) {
		c := await(t, cp.Client, env, tenancy.ReasonIsolationProven)
		want := "pods tried it: traffic within env-minfin-dev passes, refused is traffic from another namespace in, to another namespace, " +
			"to the API server, to 198.18.0.1:10999 outside of the cluster"
		if c.Status != metav1.ConditionTrue || c.Message != want {
			t.Errorf("%s %q, want True %q", c.Status, c.Message, want)
		}
		awaitNoPods(t, cp.Client)
	})
	t.Run("its pods are those of a probe, two inside and two outside", func(t *testing.T) { checkPods(t, k) })
	t.Run("a repeated probe with the same verdict writes nothing", func(t *testing.T) {
		before, ran := env.ResourceVersion, len(k.pods())
		change(t, cp.Client, env, "first")
		controlplane.Eventually(t, "four more pods have run", func() bool { return len(k.pods()) == ran+4 })
		awaitNoPods(t, cp.Client)
		if await(t, cp.Client, env, tenancy.ReasonIsolationProven); env.ResourceVersion != before {
			t.Errorf("the environment was written: %s, want %s", env.ResourceVersion, before)
		}
	})
	t.Run("what gets through is named and told of", func(t *testing.T) {
		k.let(func(inside bool, target string) bool {
			return closed(inside, target) || inside && target == "api-server"
		})
		change(t, cp.Client, env, "second")
		c := await(t, cp.Client, env, tenancy.ReasonIsolationBroken)
		if c.Status != metav1.ConditionFalse || !strings.Contains(c.Message, "got through to the API server;") {
			t.Errorf("%s %q, want False and the API server named alone", c.Status, c.Message)
		}
		awaitWarning(t, cp.Client, env)
	})
	t.Run("a network in which nothing passes proves nothing", func(t *testing.T) {
		k.let(func(bool, string) bool { return false })
		change(t, cp.Client, env, "third")
		if c := await(t, cp.Client, env, tenancy.ReasonProbeFailed); c.Status != metav1.ConditionUnknown {
			t.Errorf("status %s, want Unknown", c.Status)
		}
	})
	t.Run("what is repaired is proven again", func(t *testing.T) {
		k.let(closed)
		change(t, cp.Client, env, "fourth")
		await(t, cp.Client, env, tenancy.ReasonIsolationProven)
		awaitNoPods(t, cp.Client)
	})
}

// checkPods holds the pods of the first probe against what tenants were promised.
func checkPods(t *testing.T, k *kubelet) {
	t.Helper()
	where := map[string]int{}
	for _, p := range k.pods() {
		where[p.Namespace]++
		if p.Spec.PriorityClassName != "ikp-probe" || p.Spec.Containers[0].Image != image || p.Spec.ActiveDeadlineSeconds == nil {
			t.Errorf("pod %s/%s has priority class %q, image %q, deadline %v", p.Namespace, p.Name,
				p.Spec.PriorityClassName, p.Spec.Containers[0].Image, p.Spec.ActiveDeadlineSeconds)
		}
	}
	if where["env-minfin-dev"] != 2 || where["ikp-isolation"] != 2 || len(where) != 2 {
		t.Errorf("pods ran in %v, want two in the environment and two outside of it", where)
	}
}

func awaitWarning(t *testing.T, c client.Client, env *tenancy.Environment) {
	t.Helper()
	controlplane.Eventually(t, "a warning tells of the breach", func() bool {
		var list eventsv1.EventList
		if err := c.List(t.Context(), &list, client.InNamespace(env.Namespace)); err != nil {
			return false
		}
		for _, e := range list.Items {
			if e.Type == corev1.EventTypeWarning && e.Reason == tenancy.ReasonIsolationBroken && e.Regarding.Name == env.Name {
				return true
			}
		}
		return false
	})
}

func TestAProbeSurvivesItsOperator(t *testing.T) {
	cp := controlplane.New(t)
	k := startKubelet(t, cp)
	newNode(t, cp.Client, "crashing", corev1.ConditionTrue)
	k.hang(true)
	stop := setuptest.RunWith(t, cp, clock.RealClock{}, probed, "tenant", "isolation")
	env := environment(t, cp.Client, "minzdrav")
	controlplane.Eventually(t, "two pods wait to be started", func() bool {
		var list corev1.PodList
		return cp.Client.List(t.Context(), &list) == nil && len(list.Items) == 2
	})
	stop()
	k.hang(false)
	stop = setuptest.RunWith(t, cp, clock.RealClock{}, probed, "tenant", "isolation")
	await(t, cp.Client, env, tenancy.ReasonIsolationProven)
	awaitNoPods(t, cp.Client)

	t.Run("what an operator left behind goes with the environment", func(t *testing.T) {
		k.hang(true)
		change(t, cp.Client, env, "again")
		controlplane.Eventually(t, "pods are there", func() bool {
			var list corev1.PodList
			return cp.Client.List(t.Context(), &list) == nil && len(list.Items) == 2
		})
		stop()
		if err := cp.Client.Delete(t.Context(), env); err != nil {
			t.Fatal(err)
		}
		setuptest.RunWith(t, cp, clock.RealClock{}, probed, "tenant", "isolation")
		awaitNoPods(t, cp.Client)
	})
}

func TestWithoutAnImageNothingIsTried(t *testing.T) {
	cp := controlplane.New(t)
	newNode(t, cp.Client, "idle", corev1.ConditionTrue)
	setuptest.Run(t, cp, clock.RealClock{}, "tenant", "isolation")
	env := environment(t, cp.Client, "mincult")
	controlplane.Eventually(t, "the condition is unknown and names the flag", func() bool {
		c := await(t, cp.Client, env, tenancy.ReasonNotProbed)
		return c.Status == metav1.ConditionUnknown && strings.Contains(c.Message, "--probe-image")
	})
}
