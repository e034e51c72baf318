package agent

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/client-go/rest"
	"k8s.io/utils/ptr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/lease"
)

// NewManager makes the manager of a host's agent. It sees only what is bound to
// the host, reads secrets, namespaces and passports when it needs them, and works
// while it holds the host's lease.
func NewManager(cfg *rest.Config, host string, l *lease.Lease, metrics, health string) (ctrl.Manager, error) {
	mgr, err := ctrl.NewManager(cfg, ctrl.Options{
		Scheme: scheme.New(),
		Cache: cache.Options{ByObject: map[client.Object]cache.ByObject{
			&compute.VirtualMachine{}: {Field: fields.OneTermEqualSelector("spec.host", host)},
			&compute.Host{}:           {Field: fields.OneTermEqualSelector("metadata.name", host)},
		}},
		Client: client.Options{Cache: &client.CacheOptions{DisableFor: []client.Object{
			&corev1.Secret{}, &corev1.Namespace{}, &tenancy.InformationSystem{},
		}}},
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
