package install

import (
	"context"
	"encoding/base64"
	"fmt"
	"io/fs"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Endpoints are where ikp-apiserver listens when it runs beside the API server
// rather than in the cluster.
type Endpoints struct {
	// Webhook is the base URL of the admission webhooks.
	Webhook string
	// Port is the port of the aggregated API on this machine.
	Port int64
	// CA signed the certificate of both, in PEM.
	CA []byte
}

// Connect registers the admission webhooks and the aggregated API, and returns
// when the API server reaches the latter.
func Connect(ctx context.Context, c client.Client, files fs.FS, at Endpoints) error {
	hooks, err := Read(files, "webhook")
	if err != nil {
		return err
	}
	for _, h := range hooks {
		if err := at.fillWebhooks(h); err != nil {
			return fmt.Errorf("addressing the webhooks of %q: %w", h.GetName(), err)
		}
	}
	if err := Apply(ctx, c, hooks); err != nil {
		return err
	}
	return Aggregate(ctx, c, files, at)
}

// Aggregate registers the aggregated API alone, and returns when the API server
// reaches it.
func Aggregate(ctx context.Context, c client.Client, files fs.FS, at Endpoints) error {
	aggregated, err := Read(files, "aggregated")
	if err != nil {
		return err
	}
	for _, a := range aggregated {
		if err := at.fillAPIService(a); err != nil {
			return fmt.Errorf("addressing %q: %w", a.GetName(), err)
		}
	}
	if err := Apply(ctx, c, append([]*unstructured.Unstructured{service()}, aggregated...)); err != nil {
		return err
	}
	for _, a := range aggregated {
		if err := awaitCondition(ctx, c, a, "Available"); err != nil {
			return fmt.Errorf("waiting until %q is reached: %w", a.GetName(), err)
		}
	}
	return nil
}

// service lets the API server find the aggregated API on its own machine.
func service() *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1",
		"kind":       "Service",
		"metadata":   map[string]any{"name": "ikp-apiserver", "namespace": "ikp-system"},
		"spec":       map[string]any{"type": "ExternalName", "externalName": "localhost"},
	}}
}

// fillWebhooks replaces the service of each webhook by a URL of the same path.
func (e Endpoints) fillWebhooks(configuration *unstructured.Unstructured) error {
	hooks, _, err := unstructured.NestedSlice(configuration.Object, "webhooks")
	if err != nil {
		return err
	}
	for _, h := range hooks {
		hook, ok := h.(map[string]any)
		if !ok {
			return fmt.Errorf("a webhook is a %T", h)
		}
		path, _, err := unstructured.NestedString(hook, "clientConfig", "service", "path")
		if err != nil {
			return err
		}
		hook["clientConfig"] = map[string]any{"url": e.Webhook + path, "caBundle": e.bundle()}
	}
	return unstructured.SetNestedSlice(configuration.Object, hooks, "webhooks")
}

func (e Endpoints) fillAPIService(a *unstructured.Unstructured) error {
	if err := unstructured.SetNestedField(a.Object, e.bundle(), "spec", "caBundle"); err != nil {
		return err
	}
	return unstructured.SetNestedField(a.Object, e.Port, "spec", "service", "port")
}

func (e Endpoints) bundle() string { return base64.StdEncoding.EncodeToString(e.CA) }

// awaitCondition waits until a condition of an installed object is True.
func awaitCondition(ctx context.Context, c client.Client, o *unstructured.Unstructured, kind string) error {
	return wait.PollUntilContextCancel(ctx, pollInterval, true, func(ctx context.Context) (bool, error) {
		now := &unstructured.Unstructured{}
		now.SetGroupVersionKind(o.GroupVersionKind())
		if err := c.Get(ctx, client.ObjectKeyFromObject(o), now); err != nil {
			return false, err
		}
		// A kind that nobody has looked at yet has null for conditions.
		found, _, err := unstructured.NestedFieldNoCopy(now.Object, "status", "conditions")
		if err != nil {
			return false, err
		}
		conditions, _ := found.([]any)
		return isTrue(conditions, kind), nil
	})
}

func isTrue(conditions []any, kind string) bool {
	for _, c := range conditions {
		if m, ok := c.(map[string]any); ok && m["type"] == kind && m["status"] == "True" {
			return true
		}
	}
	return false
}
