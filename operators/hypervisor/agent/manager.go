package agent

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/rest"
	"k8s.io/utils/ptr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/operators/hypervisor/lease"
)

// NewManager makes the manager of a host's agent. It follows what is its host's
// through the aggregated API, reads secrets when it needs them, and works while it
// holds the host's lease.
func NewManager(cfg *rest.Config, host string, l *lease.Lease, metrics, health string) (ctrl.Manager, error) {
	mgr, err := ctrl.NewManager(cfg, ctrl.Options{
		Scheme:                              scheme.New(),
		MapperProvider:                      kinds,
		Client:                              client.Options{Cache: &client.CacheOptions{DisableFor: []client.Object{&corev1.Secret{}}}},
		Metrics:                             server.Options{BindAddress: metrics},
		HealthProbeBindAddress:              health,
		LeaderElection:                      true,
		LeaderElectionID:                    host,
		LeaderElectionResourceLockInterface: l,
		LeaderElectionReleaseOnCancel:       true,
		LeaseDuration:                       ptr.To(lease.Duration),
		RenewDeadline:                       ptr.To(lease.RenewDeadline),
		RetryPeriod:                         ptr.To(lease.RetryPeriod),
	})
	if err != nil {
		return nil, fmt.Errorf("making the manager of host %q: %w", host, err)
	}
	return mgr, nil
}
