package setup

import (
	"github.com/spf13/pflag"

	"github.com/govtech-kz/ikp/internal/replica"
)

// Options are the flags of ikp-operators.
type Options struct {
	replica.Options
	// ProbeImage is what the pods run that prove the isolation of environments.
	// Empty: nothing is proven.
	ProbeImage string
	// ProbeOutside are addresses outside of the cluster that those pods try.
	ProbeOutside []string
}

// NewOptions are the options without any flag.
func NewOptions() *Options { return &Options{Options: replica.NewOptions()} }

// AddFlags declares the flags.
func (o *Options) AddFlags(fs *pflag.FlagSet) {
	o.Options.AddFlags(fs, program(o, nil))
	fs.StringVar(&o.ProbeImage, "probe-image", o.ProbeImage,
		"image of the pods that prove the isolation of environments by traffic; empty to prove nothing")
	fs.StringSliceVar(&o.ProbeOutside, "probe-outside", o.ProbeOutside,
		"HOST:PORT outside of the cluster that those pods must not reach; can be given several times")
}
