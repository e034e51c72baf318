package agent

import (
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/client-go/rest"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// The lease, named like the host, keeps two agents of one host apart and shows
// that one is alive. An agent that was killed is replaced after leaseDuration.
const (
	leaseDuration = 10 * time.Second
	renewDeadline = 7 * time.Second
	retryPeriod   = 2 * time.Second
)

// NewManager makes the manager of a host's agent. It sees only what is bound to
// the host, and reads secrets, namespaces and passports when it needs them.
func NewManager(cfg *rest.Config, host, metrics, health string) (ctrl.Manager, error) {
	lease, renew, retry := leaseDuration, renewDeadline, retryPeriod
	mgr, err := ctrl.NewManager(cfg, ctrl.Options{
		Scheme: scheme.New(),
		Cache: cache.Options{ByObject: map[client.Object]cache.ByObject{
			&compute.VirtualMachine{}: {Field: fields.OneTermEqualSelector("spec.host", host)},
			&compute.Host{}:           {Field: fields.OneTermEqualSelector("metadata.name", host)},
		}},
		Client: client.Options{Cache: &client.CacheOptions{DisableFor: []client.Object{
			&corev1.Secret{}, &corev1.Namespace{}, &tenancy.InformationSystem{},
		}}},
		Metrics:                       server.Options{BindAddress: metrics},
		HealthProbeBindAddress:        health,
		LeaderElection:                true,
		LeaderElectionID:              host,
		LeaderElectionNamespace:       compute.HostNamespace(host),
		LeaderElectionReleaseOnCancel: true,
		LeaseDuration:                 &lease,
		RenewDeadline:                 &renew,
		RetryPeriod:                   &retry,
	})
	if err != nil {
		return nil, fmt.Errorf("making the manager of host %q: %w", host, err)
	}
	return mgr, nil
}
