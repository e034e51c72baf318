package hosted

import (
	"context"
	"errors"

	"github.com/prometheus/client_golang/prometheus"
	"k8s.io/klog/v2"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
)

// partEvents is what an agent writes beside the parts of machines.
const partEvents = "events"

// Results of a write, as metrics tell them apart.
const (
	resultWritten = "written"
	resultNotOwn  = "not_own"
	resultRefused = "refused"
)

var writes = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "ikp_hosted_writes_total",
	Help: "What agents wrote of machines, by part and result: written, not_own (the machine is not the host's, or none), refused.",
}, []string{"part", "result"})

func init() { metrics.Registry.MustRegister(writes) }

// note keeps who wrote of which machine: at the API server it is ikp-apiserver who
// writes.
func note(ctx context.Context, part, host string, machine client.ObjectKey, err error) {
	log := klog.FromContext(ctx).WithValues("host", host, "machine", machine, "part", part)
	switch {
	case err == nil:
		writes.WithLabelValues(part, resultWritten).Inc()
		log.Info("written for a host")
	case errors.Is(err, errNotOwn):
		writes.WithLabelValues(part, resultNotOwn).Inc()
		log.Info("a host would write of a machine that it has not")
	default:
		writes.WithLabelValues(part, resultRefused).Inc()
		log.Info("not written for a host", "why", err.Error())
	}
}
