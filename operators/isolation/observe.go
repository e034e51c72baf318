package isolation

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

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
