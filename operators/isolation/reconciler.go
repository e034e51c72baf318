package isolation

import (
	"context"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

// Reconciler probes environments.
type Reconciler struct {
	// Client reads from a cache and writes.
	Client client.Client
	// Status writes the condition NetworkIsolated.
	Status kit.StatusWriter
	// Events tells of breaches.
	Events events.EventRecorder
	// Clock tells the time.
	Clock clock.PassiveClock
	// Options are what probes are made of.
	Options Options

	agenda *agenda
}

// Reconcile takes one environment's probe a step further, when one is due.
func (r *Reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	env := &tenancy.Environment{}
	err := r.Client.Get(ctx, req.NamespacedName, env)
	if client.IgnoreNotFound(err) != nil {
		return ctrl.Result{}, err
	}
	env.Namespace, env.Name = req.Namespace, req.Name
	s := scene{env: env, namespace: env.Status.Namespace, options: r.Options}
	if err != nil || env.DeletionTimestamp != nil {
		r.agenda.forget(req.NamespacedName)
		return ctrl.Result{}, r.clear(ctx, s)
	}
	if obstacle, found := s.obstacle(); found {
		r.agenda.forget(req.NamespacedName)
		if err := r.clear(ctx, s); err != nil {
			return ctrl.Result{}, err
		}
		return ctrl.Result{}, r.say(ctx, s, obstacle)
	}
	return r.proceed(ctx, s)
}

// obstacle is what keeps an environment from being probed at all.
func (s scene) obstacle() (metav1.Condition, bool) {
	switch {
	case !apimeta.IsStatusConditionTrue(s.env.Status.Conditions, tenancy.ConditionNamespaceReady):
		return kit.Unknown(tenancy.ConditionNetworkIsolated, tenancy.ReasonNotProbed, "there is no namespace to probe"), true
	case s.options.Image == "":
		return kit.Unknown(tenancy.ConditionNetworkIsolated, tenancy.ReasonNotProbed,
			"the network policy is in place; ikp-operators runs without --probe-image, so nothing has tried it"), true
	}
	return metav1.Condition{}, false
}

// proceed waits until the environment is due and has a place, and then steps on.
func (r *Reconciler) proceed(ctx context.Context, s scene) (ctrl.Result, error) {
	policies, err := r.policies(ctx, s.namespace)
	if err != nil {
		return ctrl.Result{}, err
	}
	pods, err := r.pods(ctx, s)
	if err != nil {
		return ctrl.Result{}, err
	}
	now, key := r.Clock.Now(), client.ObjectKeyFromObject(s.env)
	if wait := r.agenda.next(key, s.judged(), policies, now).Sub(now); wait > 0 {
		return ctrl.Result{RequeueAfter: wait}, r.clear(ctx, s)
	}
	ready, err := r.nodeReady(ctx)
	if err != nil {
		return ctrl.Result{}, err
	}
	if !ready {
		return kit.After(retry), r.say(ctx, s, kit.Unknown(tenancy.ConditionNetworkIsolated, tenancy.ReasonNoNode,
			"the network policy is in place; no node is ready to run the pods that would try it"))
	}
	if !r.agenda.begin(key) {
		return kit.After(slotWait), nil
	}
	return r.step(ctx, s, newRun(pods))
}

// judged reports whether an earlier probe has told open from closed.
func (s scene) judged() bool {
	c := apimeta.FindStatusCondition(s.env.Status.Conditions, tenancy.ConditionNetworkIsolated)
	return c != nil && c.Status == metav1.ConditionTrue
}
