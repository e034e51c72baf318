package isolation

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

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
