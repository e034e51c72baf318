package setup

import (
	"github.com/spf13/pflag"
)

// Options are the flags of ikp-operators.
type Options struct {
	// Kubeconfig is the path of a kubeconfig. Empty: the pod's own identity.
	Kubeconfig string
	// MetricsBindAddress is where metrics are served. "0": nowhere.
	MetricsBindAddress string
	// HealthProbeBindAddress is where /healthz and /readyz are served. "0": nowhere.
	HealthProbeBindAddress string
	// LeaderElect lets one of several replicas work at a time.
	LeaderElect bool
	// ProbeImage is what the pods run that prove the isolation of environments.
	// Empty: nothing is proven.
	ProbeImage string
	// ProbeOutside are addresses outside of the cluster that those pods try.
	ProbeOutside []string
	// Controllers selects operators: *, name, -name.
	Controllers []string
}

// NewOptions are the options without any flag.
func NewOptions() *Options {
	return &Options{MetricsBindAddress: "0", HealthProbeBindAddress: "0", Controllers: []string{"*"}}
}

// AddFlags declares the flags.
func (o *Options) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.Kubeconfig, "kubeconfig", o.Kubeconfig, "path of a kubeconfig; empty in a pod")
	fs.StringVar(&o.MetricsBindAddress, "metrics-bind-address", o.MetricsBindAddress, "where metrics are served, 0 for nowhere")
	fs.StringVar(&o.HealthProbeBindAddress, "health-probe-bind-address", o.HealthProbeBindAddress,
		"where /healthz and /readyz are served, 0 for nowhere")
	fs.BoolVar(&o.LeaderElect, "leader-elect", o.LeaderElect, "work only while holding the lease in namespace "+electionNamespace+
		"; replicas with other --controllers hold another")
	fs.StringVar(&o.ProbeImage, "probe-image", o.ProbeImage,
		"image of the pods that prove the isolation of environments by traffic; empty to prove nothing")
	fs.StringSliceVar(&o.ProbeOutside, "probe-outside", o.ProbeOutside,
		"HOST:PORT outside of the cluster that those pods must not reach; can be given several times")
	fs.StringSliceVar(&o.Controllers, "controllers", o.Controllers,
		"operators to run: * for all, name for one, -name for all but one; of "+names())
}
