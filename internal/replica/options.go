package replica

import (
	"github.com/spf13/pflag"
)

// Options are the flags that every replica has.
type Options struct {
	// Kubeconfig is the path of a kubeconfig. Empty: the pod's own identity.
	Kubeconfig string
	// MetricsBindAddress is where metrics are served. "0": nowhere.
	MetricsBindAddress string
	// HealthProbeBindAddress is where /healthz and /readyz are served. "0": nowhere.
	HealthProbeBindAddress string
	// LeaderElect lets one of several replicas work at a time.
	LeaderElect bool
	// Controllers selects parts: *, name, -name.
	Controllers []string
}

// NewOptions are the options without any flag.
func NewOptions() Options {
	return Options{MetricsBindAddress: "0", HealthProbeBindAddress: "0", Controllers: []string{"*"}}
}

// AddFlags declares the flags for a program.
func (o *Options) AddFlags(fs *pflag.FlagSet, p Program) {
	fs.StringVar(&o.Kubeconfig, "kubeconfig", o.Kubeconfig, "path of a kubeconfig; empty in a pod")
	fs.StringVar(&o.MetricsBindAddress, "metrics-bind-address", o.MetricsBindAddress, "where metrics are served, 0 for nowhere")
	fs.StringVar(&o.HealthProbeBindAddress, "health-probe-bind-address", o.HealthProbeBindAddress,
		"where /healthz and /readyz are served, 0 for nowhere")
	fs.BoolVar(&o.LeaderElect, "leader-elect", o.LeaderElect, "work only while holding the lease in namespace "+electionNamespace+
		"; replicas with other --controllers hold another")
	fs.StringSliceVar(&o.Controllers, "controllers", o.Controllers,
		p.Noun+"s to run: * for all, name for one, -name for all but one; of "+p.Names())
}
