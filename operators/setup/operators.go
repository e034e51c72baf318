package setup

import (
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/client-go/rest"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/healthz"

	"github.com/govtech-kz/ikp/internal/replica"
	"github.com/govtech-kz/ikp/operators/catalogue"
	"github.com/govtech-kz/ikp/operators/hostaccess"
	"github.com/govtech-kz/ikp/operators/isolation"
	"github.com/govtech-kz/ikp/operators/owned"
	"github.com/govtech-kz/ikp/operators/placement"
	"github.com/govtech-kz/ikp/operators/tenant"
)

// program is ikp-operators with every operator.
func program(o *Options, clk clock.PassiveClock) replica.Program {
	return replica.Program{
		Name: "ikp-operators", Noun: "operator",
		Parts: []replica.Part{
			{Name: "catalogue", Add: func(m ctrl.Manager) error { return catalogue.Add(m, clk) }},
			{Name: "hostaccess", Add: func(m ctrl.Manager) error { return hostaccess.Add(m, clk) }},
			{Name: "isolation", Add: func(m ctrl.Manager) error {
				return isolation.Add(m, clk, isolation.Options{Image: o.ProbeImage, Outside: o.ProbeOutside})
			}},
			{Name: "placement", Add: func(m ctrl.Manager) error { return placement.Add(m, clk) }},
			{Name: "tenant", Add: func(m ctrl.Manager) error { return tenant.Add(m, clk) }},
		},
		Cache: cacheOptions(),
		Ready: healthz.Ping,
	}
}

// NewManager is a manager with the chosen operators in it.
func NewManager(cfg *rest.Config, o *Options, clk clock.PassiveClock) (ctrl.Manager, error) {
	return program(o, clk).Manager(cfg, o.Options)
}

// cacheOptions keeps of the kinds that everybody uses only what operators keep.
func cacheOptions() cache.Options {
	kept := cache.ByObject{Label: owned.Selector()}
	return cache.Options{
		ByObject: map[client.Object]cache.ByObject{
			&corev1.LimitRange{}:    kept,
			&corev1.ResourceQuota{}: kept,
			&corev1.Pod{}:           kept,
			&rbacv1.RoleBinding{}:   kept,
		},
	}
}
