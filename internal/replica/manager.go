package replica

import (
	"fmt"

	"k8s.io/client-go/rest"
	"k8s.io/utils/ptr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/config"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"github.com/govtech-kz/ikp/api/scheme"
)

// electionNamespace holds the leases by which one replica is elected.
const electionNamespace = "ikp-system"

// Manager is a manager with the chosen parts in it.
func (p Program) Manager(cfg *rest.Config, o Options) (ctrl.Manager, error) {
	chosen, err := p.Choose(o.Controllers)
	if err != nil {
		return nil, err
	}
	mgr, err := ctrl.NewManager(unthrottled(cfg), p.options(o, chosen))
	if err != nil {
		return nil, fmt.Errorf("making a manager: %w", err)
	}
	for _, part := range chosen {
		if err := part.Add(mgr); err != nil {
			return nil, fmt.Errorf("adding %s %q: %w", p.Noun, part.Name, err)
		}
	}
	if err := mgr.AddHealthzCheck("ping", healthz.Ping); err != nil {
		return nil, fmt.Errorf("adding the health check: %w", err)
	}
	if err := mgr.AddReadyzCheck("ready", p.Ready); err != nil {
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

func (p Program) options(o Options, chosen []Part) ctrl.Options {
	cached := p.Cache
	cached.DefaultTransform = slim
	return ctrl.Options{
		Scheme:                        scheme.New(),
		Cache:                         cached,
		Metrics:                       metricsserver.Options{BindAddress: o.MetricsBindAddress},
		HealthProbeBindAddress:        o.HealthProbeBindAddress,
		LeaderElection:                o.LeaderElect,
		LeaderElectionID:              p.election(chosen),
		LeaderElectionNamespace:       electionNamespace,
		LeaderElectionReleaseOnCancel: true,
		// One process may hold several managers, as tests do.
		Controller: config.Controller{SkipNameValidation: ptr.To(true)},
	}
}
