package install

import (
	"context"
	_ "embed"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

//go:embed probe.yaml
var probeYAML []byte

// The ConfigMaps that the probe policies act on, and what they do to them.
const (
	probeDenied  = "ikp-probe-denied"
	probeStamped = "ikp-probe-stamped"
)

// PoliciesInForce returns when every admission policy written so far is
// enforced. The API server loads policies some moments after they are written,
// all of one kind together; so one more policy of each kind is written, its
// effect awaited, and it is taken away again.
func PoliciesInForce(ctx context.Context, c client.Client) error {
	probes, err := Decode(probeYAML)
	if err != nil {
		return fmt.Errorf("decoding the probe policies: %w", err)
	}
	if err := Apply(ctx, c, probes); err != nil {
		return err
	}
	for _, check := range []func(context.Context, client.Client) (bool, error){denies, stamps} {
		seen := func(ctx context.Context) (bool, error) { return check(ctx, c) }
		if err := wait.PollUntilContextCancel(ctx, pollInterval, true, seen); err != nil {
			return fmt.Errorf("waiting until admission policies are enforced: %w", err)
		}
	}
	for _, p := range probes {
		if err := client.IgnoreNotFound(c.Delete(ctx, p)); err != nil {
			return fmt.Errorf("deleting the probe policy %q: %w", p.GetName(), err)
		}
	}
	return nil
}

func denies(ctx context.Context, c client.Client) (bool, error) {
	err := c.Create(ctx, probe(probeDenied), client.DryRunAll)
	if apierrors.IsForbidden(err) || apierrors.IsInvalid(err) {
		return true, nil
	}
	return false, err
}

func stamps(ctx context.Context, c client.Client) (bool, error) {
	cm := probe(probeStamped)
	err := c.Create(ctx, cm, client.DryRunAll)
	return cm.Annotations[probeStamped] != "", err
}

func probe(name string) *corev1.ConfigMap {
	return &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Namespace: metav1.NamespaceDefault, Name: name}}
}
