package server

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apiserver/pkg/server/healthz"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/certwatcher"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	ctrlwebhook "sigs.k8s.io/controller-runtime/pkg/webhook"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
)

// newManager runs what is not the aggregated API: caches, webhooks, metrics and
// probes.
func newManager(ctx context.Context, o *Options, config *rest.Config) (manager.Manager, error) {
	cert, err := certwatcher.New(o.CertFile, o.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("reading the serving certificate: %w", err)
	}
	mgr, err := manager.New(config, manager.Options{
		Scheme:                 scheme.New(),
		Metrics:                metricsserver.Options{BindAddress: o.MetricsAddress},
		HealthProbeBindAddress: o.HealthAddress,
		WebhookServer: ctrlwebhook.NewServer(ctrlwebhook.Options{
			Host:    o.BindAddress.String(),
			Port:    o.WebhookPort,
			TLSOpts: []func(*tls.Config){func(c *tls.Config) { c.GetCertificate = cert.GetCertificate }},
		}),
	})
	if err != nil {
		return nil, fmt.Errorf("making the manager: %w", err)
	}
	if err := mgr.Add(cert); err != nil {
		return nil, fmt.Errorf("watching the serving certificate: %w", err)
	}
	return mgr, warm(ctx, mgr)
}

// warm asks for the caches that requests read, so that they are filled before
// the first request and not by it.
func warm(ctx context.Context, mgr manager.Manager) error {
	for _, kind := range []client.Object{&corev1.Namespace{}, &compute.Host{}, &compute.VirtualMachine{}} {
		if _, err := mgr.GetCache().GetInformer(ctx, kind); err != nil {
			return fmt.Errorf("caching %T: %w", kind, err)
		}
	}
	return nil
}

// probe serves the same checks without TLS.
func probe(mgr manager.Manager, checks []healthz.HealthChecker) error {
	if err := mgr.AddHealthzCheck("ping", func(*http.Request) error { return nil }); err != nil {
		return fmt.Errorf("adding a health check: %w", err)
	}
	for _, c := range checks {
		if err := mgr.AddReadyzCheck(c.Name(), c.Check); err != nil {
			return fmt.Errorf("adding readiness check %q: %w", c.Name(), err)
		}
	}
	return nil
}
