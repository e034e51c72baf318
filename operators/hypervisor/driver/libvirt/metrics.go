//go:build libvirt

package libvirt

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

// connections counts more than one when a daemon was lost and found again.
var connections = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "ikp_hypervisor_connections_total",
	Help: "Connections made to a libvirt daemon; all but the first replace one that was lost.",
}, []string{"uri"})

func init() { metrics.Registry.MustRegister(connections) }
