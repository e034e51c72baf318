package isolation

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
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

// step does what the pods that are there call for: first the listeners, then the
// clients, then the verdict.
func (r *Reconciler) step(ctx context.Context, s scene, now run) (ctrl.Result, error) {
	if now.ending() {
		return kit.After(slotWait), nil
	}
	inside, outside, done, err := now.reports()
	left := patience - r.Clock.Since(now.since(r.Clock.Now()))
	switch {
	case err != nil:
		return r.end(ctx, s, s.failed("%v", err))
	case done:
		return r.end(ctx, s, s.judge(inside, outside))
	case left <= 0:
		return r.end(ctx, s, s.failed("the probe took longer than %v: %s", patience, now.stuck()))
	}
	wanted := s.listeners()
	if now.listening() {
		wanted = s.clients(now)
	}
	for _, pod := range wanted {
		err := r.Client.Create(ctx, pod, r.Status.Owner)
		if client.IgnoreAlreadyExists(err) != nil {
			return r.refused(ctx, s, pod, err)
		}
	}
	return ctrl.Result{RequeueAfter: left}, nil
}

// refused ends a probe whose pods are not admitted; any other error is tried again.
func (r *Reconciler) refused(ctx context.Context, s scene, pod *corev1.Pod, err error) (ctrl.Result, error) {
	if apierrors.IsForbidden(err) || apierrors.IsInvalid(err) {
		return r.end(ctx, s, s.failed("pod %s/%s is refused: %v", pod.Namespace, pod.Name, err))
	}
	return ctrl.Result{}, fmt.Errorf("probing %q: %w", s.namespace, err)
}

// end says what came of a probe and takes its pods away. A doubt is resolved soon.
func (r *Reconciler) end(ctx context.Context, s scene, verdict metav1.Condition) (ctrl.Result, error) {
	if err := r.say(ctx, s, verdict); err != nil {
		return ctrl.Result{}, err
	}
	if err := r.clear(ctx, s); err != nil {
		return ctrl.Result{}, err
	}
	probes.WithLabelValues(verdict.Reason).Inc()
	pause := period
	if verdict.Status != metav1.ConditionTrue {
		pause = retry
	}
	pause = kit.Jitter(pause)
	r.agenda.finish(client.ObjectKeyFromObject(s.env), r.Clock.Now().Add(pause))
	return ctrl.Result{RequeueAfter: pause}, nil
}

// say writes the condition, and tells of a breach that is new.
func (r *Reconciler) say(ctx context.Context, s scene, verdict metav1.Condition) error {
	before := apimeta.FindStatusCondition(s.env.Status.Conditions, tenancy.ConditionNetworkIsolated)
	if err := r.Status.Apply(ctx, s.env, kit.Report{Conditions: []metav1.Condition{verdict}}); err != nil {
		return err
	}
	if verdict.Reason != tenancy.ReasonIsolationBroken {
		broken.DeleteLabelValues(s.namespace)
		return nil
	}
	broken.WithLabelValues(s.namespace).Set(1)
	if before == nil || before.Message != verdict.Message {
		r.Events.Eventf(s.env, nil, corev1.EventTypeWarning, verdict.Reason, "Probe", "%s", verdict.Message)
	}
	return nil
}

// clear deletes what is left of a probe. Pods that are gone or going are no error.
func (r *Reconciler) clear(ctx context.Context, s scene) error {
	pods, err := r.pods(ctx, s)
	if err != nil {
		return err
	}
	for i := range pods {
		if pods[i].DeletionTimestamp != nil {
			continue
		}
		err := r.Client.Delete(ctx, &pods[i], client.Preconditions{UID: &pods[i].UID})
		if client.IgnoreNotFound(err) != nil && !apierrors.IsConflict(err) {
			return fmt.Errorf("taking a probe's pod away: %w", err)
		}
	}
	return nil
}

// pods are those made for the probe of an environment.
func (r *Reconciler) pods(ctx context.Context, s scene) ([]corev1.Pod, error) {
	var list corev1.PodList
	if err := r.Client.List(ctx, &list, client.MatchingFields{indexOwner: owner(s.env).String()}); err != nil {
		return nil, fmt.Errorf("listing the pods of a probe: %w", err)
	}
	return list.Items, nil
}

// policies are the network policies of a namespace in one word: it changes when
// one of them does.
func (r *Reconciler) policies(ctx context.Context, namespace string) (string, error) {
	var list networkingv1.NetworkPolicyList
	if err := r.Client.List(ctx, &list, client.InNamespace(namespace)); err != nil {
		return "", fmt.Errorf("listing the network policies of %q: %w", namespace, err)
	}
	return fingerprint(list.Items), nil
}

// nodeReady reports whether some node runs pods.
func (r *Reconciler) nodeReady(ctx context.Context) (bool, error) {
	var list corev1.NodeList
	if err := r.Client.List(ctx, &list); err != nil {
		return false, fmt.Errorf("listing nodes: %w", err)
	}
	for i := range list.Items {
		if takesPods(&list.Items[i]) {
			return true, nil
		}
	}
	return false, nil
}

func takesPods(n *corev1.Node) bool {
	for _, c := range n.Status.Conditions {
		if c.Type == corev1.NodeReady && c.Status == corev1.ConditionTrue {
			return !n.Spec.Unschedulable
		}
	}
	return false
}
