package setup

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/client-go/rest"
	"k8s.io/utils/clock"
	"k8s.io/utils/ptr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/operators/owned"
)

const (
	// electionNamespace holds the leases by which one replica is elected.
	electionNamespace = "ikp-system"
	electionID        = "ikp-operators"
)

// NewManager is a manager with the chosen operators in it.
func NewManager(cfg *rest.Config, o *Options, clk clock.PassiveClock) (ctrl.Manager, error) {
	chosen, err := choose(o.Controllers)
	if err != nil {
		return nil, err
	}
	mgr, err := ctrl.NewManager(unthrottled(cfg), managerOptions(o, chosen))
	if err != nil {
		return nil, fmt.Errorf("making a manager: %w", err)
	}
	for _, operator := range chosen {
		if err := operator.add(mgr, clk, o); err != nil {
			return nil, fmt.Errorf("adding operator %q: %w", operator.name, err)
		}
	}
	if err := mgr.AddHealthzCheck("ping", healthz.Ping); err != nil {
		return nil, fmt.Errorf("adding the health check: %w", err)
	}
	if err := mgr.AddReadyzCheck("ping", healthz.Ping); err != nil {
		return nil, fmt.Errorf("adding the readiness check: %w", err)
	}
	return mgr, nil
}

// unthrottled leaves fairness to the API server, which knows all its clients.
func unthrottled(cfg *rest.Config) *rest.Config {
	cfg = rest.CopyConfig(cfg)
	cfg.QPS, cfg.Burst = -1, -1
	return cfg
}

// election is the lease that replicas with the same operators compete for. Those
// with others work beside them: one kind of work does not starve another.
func election(chosen []operator) string {
	if len(chosen) == len(operators) {
		return electionID
	}
	parts := []string{electionID}
	for _, o := range chosen {
		parts = append(parts, o.name)
	}
	return strings.Join(parts, "-")
}

func managerOptions(o *Options, chosen []operator) ctrl.Options {
	return ctrl.Options{
		Scheme:                        scheme.New(),
		Cache:                         cacheOptions(),
		Metrics:                       metricsserver.Options{BindAddress: o.MetricsBindAddress},
		HealthProbeBindAddress:        o.HealthProbeBindAddress,
		LeaderElection:                o.LeaderElect,
		LeaderElectionID:              election(chosen),
		LeaderElectionNamespace:       electionNamespace,
		LeaderElectionReleaseOnCancel: true,
		// One process may hold several managers, as tests do.
		Controller: config.Controller{SkipNameValidation: ptr.To(true)},
	}
}

// cacheOptions keeps memory small: no managed fields, and of the kinds that
// everybody uses only what operators keep.
func cacheOptions() cache.Options {
	kept := cache.ByObject{Label: owned.Selector()}
	return cache.Options{
		DefaultTransform: cache.TransformStripManagedFields(),
		ByObject: map[client.Object]cache.ByObject{
			&corev1.LimitRange{}:          kept,
			&corev1.ResourceQuota{}:       kept,
			&corev1.Pod{}:                 kept,
			&rbacv1.RoleBinding{}:         kept,
		},
	}
}
