package server

import (
	"context"
	"crypto/tls"
	"fmt"

	"k8s.io/apiserver/pkg/server/healthz"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/certwatcher"
	"sigs.k8s.io/controller-runtime/pkg/client"
	ctrlhealthz "sigs.k8s.io/controller-runtime/pkg/healthz"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	ctrlwebhook "sigs.k8s.io/controller-runtime/pkg/webhook"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/apiserver/hosted"
)

// newManager runs what is not the aggregated API: webhooks, metrics and probes.
func newManager(o *Options, config *rest.Config) (manager.Manager, error) {
	cert, err := certwatcher.New(o.CertFile, o.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("reading the serving certificate: %w", err)
	}
	mgr, err := manager.New(config, manager.Options{
		Scheme: scheme.New(),
		Cache: cache.Options{
			DefaultTransform: cache.TransformStripManagedFields(),
			// Of machines nothing is read here but whose they are.
			ByObject: map[client.Object]cache.ByObject{&compute.VirtualMachine{}: {Transform: hosted.Bare}},
		},
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
	if _, err := mgr.GetCache().GetInformer(context.Background(), &compute.VirtualMachine{}, cache.BlockUntilSynced(false)); err != nil {
		return nil, fmt.Errorf("following machines: %w", err)
	}
	if err := mgr.Add(cert); err != nil {
		return nil, fmt.Errorf("watching the serving certificate: %w", err)
	}
	return mgr, nil
}

// probe serves the same checks without TLS.
func probe(mgr manager.Manager, checks []healthz.HealthChecker) error {
	if err := mgr.AddHealthzCheck("ping", ctrlhealthz.Ping); err != nil {
		return fmt.Errorf("adding a health check: %w", err)
	}
	for _, c := range checks {
		if err := mgr.AddReadyzCheck(c.Name(), c.Check); err != nil {
			return fmt.Errorf("adding readiness check %q: %w", c.Name(), err)
		}
	}
	return nil
}
