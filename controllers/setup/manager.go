package setup

import (
	"fmt"
	"net/http"
	"strings"

	"k8s.io/client-go/rest"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

const (
	// electionNamespace holds the leases by which one replica is elected.
	electionNamespace = "ikp-system"
	electionID        = "ikp-controllers"
)

// NewManager is a manager with the chosen controllers in it.
func NewManager(cfg *rest.Config, o *Options, l *ledger.Ledger, clk clock.WithTicker) (ctrl.Manager, error) {
	chosen, err := choose(o.Controllers)
	if err != nil {
		return nil, err
	}
	mgr, err := ctrl.NewManager(unthrottled(cfg), managerOptions(o, chosen))
	if err != nil {
		return nil, fmt.Errorf("making a manager: %w", err)
	}
	for _, c := range chosen {
		if err := c.add(mgr, l, clk); err != nil {
			return nil, fmt.Errorf("adding controller %q: %w", c.name, err)
		}
	}
	if err := mgr.AddHealthzCheck("ping", healthz.Ping); err != nil {
		return nil, fmt.Errorf("adding the health check: %w", err)
	}
	ready := func(r *http.Request) error { return l.Ping(r.Context()) }
	if err := mgr.AddReadyzCheck("ledger", ready); err != nil {
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

// election is the lease that replicas with the same controllers compete for. Those
// with others work beside them: one kind of work does not starve another.
func election(chosen []controller) string {
	if len(chosen) == len(controllers) {
		return electionID
	}
	parts := []string{electionID}
	for _, c := range chosen {
		parts = append(parts, c.name)
	}
	return strings.Join(parts, "-")
}

func managerOptions(o *Options, chosen []controller) ctrl.Options {
	return ctrl.Options{
		Scheme:                        scheme.New(),
		Cache:                         cache.Options{DefaultTransform: cache.TransformStripManagedFields()},
		Metrics:                       metricsserver.Options{BindAddress: o.MetricsBindAddress},
		HealthProbeBindAddress:        o.HealthProbeBindAddress,
		LeaderElection:                o.LeaderElect,
		LeaderElectionID:              election(chosen),
		LeaderElectionNamespace:       electionNamespace,
		LeaderElectionReleaseOnCancel: true,
	}
}
